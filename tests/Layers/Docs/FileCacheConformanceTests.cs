using DeploymentFlex.Cache;
using DeploymentFlex.Conformance.Cache;
using DeploymentFlex.Conformance.Time;

namespace DeploymentFlex.Layers.Tests.Docs;

// docs/providers.md shows this file; a test compares the two.
public sealed class FileCacheConformanceTests : CacheConformance
{
    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("flex-cache-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override ValueTask<ICache> CreateAsync() => new(new FileCache(new FileCacheOptions { Path = _folder }, _time));

    protected override ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return default;
    }
}
