using DeploymentFlex.Services.Cases;

namespace DeploymentFlex.Services.Tests.Cases;

/// <summary>The cases service, for the tests of one class.</summary>
public sealed class CasesFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploymentflex-cases-");
    private ServiceHost? _host;

    public HttpClient Http => _host!.Http;

    internal IServiceProvider Services => _host!.Services;

    public async ValueTask InitializeAsync() => _host = await ServiceHost.StartAsync(
        "cases", _folder.FullName, static builder => builder.AddCases(), static endpoints => endpoints.MapCases());

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
