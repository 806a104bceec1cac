using DeploymentFlex.Conformance.ExternalApis;
using DeploymentFlex.ExternalApis;

namespace Example.Apis;

public sealed class RecordedApiConformanceTests : ExternalApiConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("records-").FullName;

    protected override string Name => "recorded";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override async ValueTask<IExternalApi> CreateAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "known.json"), """{"ok":true}""");
        return new RecordedApi(_folder);
    }
}
