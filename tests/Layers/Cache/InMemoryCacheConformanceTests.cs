using DeploymentFlex.Cache;
using DeploymentFlex.Conformance.Cache;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Time;

namespace DeploymentFlex.Layers.Tests.Cache;

[Conforms(Layer.Cache, "memory")]
public sealed class InMemoryCacheConformanceTests : CacheConformance
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Its_size_is_bounded()
    {
        using var cache = new InMemoryCache(new InMemoryCacheOptions { MaxBytes = 1024 * 1024 }, TimeProvider.System);
        for (var i = 0; i < 100; i++)
        {
            await cache.SetAsync($"k{i}", new byte[100_000], TimeSpan.FromMinutes(1), Token);
        }

        var kept = 0;
        for (var i = 0; i < 100; i++)
        {
            kept += await cache.GetAsync($"k{i}", Token) is null ? 0 : 1;
        }

        kept.ShouldBeLessThanOrEqualTo(10);
    }

    protected override ValueTask<ICache> CreateAsync() => new(new InMemoryCache(new InMemoryCacheOptions(), _time));

    protected override ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return ValueTask.CompletedTask;
    }
}
