using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Layers.Tests.Data;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>A folder with a credential file, for one test.</summary>
internal sealed class LocalFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => System.IO.Path.Combine(_folder.Path, "credentials");

    public string File => System.IO.Path.Combine(Path, LocalCredentialStore.FileName);

    public string Mark => File + ".newest";

    public string KeyFile => System.IO.Path.Combine(Path, "master.key");

    public LocalCredentialStore Open(string? keyFile = null, LocalCredentialOptions? options = null, TimeProvider? time = null) =>
        new(Path, MasterKeys.FromMadeFile(keyFile ?? KeyFile), options ?? new LocalCredentialOptions(), "Layers:Credentials:local", time ?? TimeProvider.System);

    public void Dispose() => _folder.Dispose();
}
