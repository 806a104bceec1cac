using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Tests.Data;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>The provider <c>database</c> on a database system.</summary>
public abstract class DatabaseCredentialConformance : CredentialStoreConformance
{
    private readonly TemporaryFolder _keys = new();

    /// <summary>Settings of a database of this test.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    /// <summary>These, and where its master key is.</summary>
    protected IEnumerable<KeyValuePair<string, string?>> AllSettings => [.. Settings, new("Deployment:DataPath", _keys.Path)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _keys.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async ValueTask<ICredentialStore> OpenAsync() =>
        DatabaseCredentialHost.StoreOf(await DatabaseCredentialHost.CreateAsync(AllSettings));
}
