using System.Globalization;
using System.Text;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>A process with the cache layer, as its settings say.</summary>
internal sealed class CacheHost : IAsyncDisposable
{
    private readonly IHost _host;

    private CacheHost(IHost host)
    {
        _host = host;
    }

    public ProviderChain<ICache> Chain => _host.Services.GetRequiredService<ProviderChain<ICache>>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ICache Cache => _host.Services.GetRequiredService<ICache>();

    public static async Task<CacheHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(settings).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddCache();
        var host = builder.Build();
        await host.StartAsync(Token);
        return new CacheHost(host);
    }

    public ValueTask SetAsync(string key, string value) => Cache.SetAsync(key, Encoding.UTF8.GetBytes(value), TimeSpan.FromMinutes(1), Token);

    public async Task<string?> ReadAsync(string key) => await Cache.GetAsync(key, Token) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    /// <summary>Sets, removes, counts or reads, as the number has it, and says who did it.</summary>
    public async Task<OperationResult> OperateAsync(int number)
    {
        const int keys = 50;
        var degradation = Degradation.Begin();
        var key = string.Create(CultureInfo.InvariantCulture, $"k{number % keys}");
        try
        {
            await ((number % 4) switch
            {
                0 => SetAsync(key, $"{number}").AsTask(),
                1 => Cache.RemoveAsync(key, Token).AsTask(),
                2 => Cache.IncrementAsync("counter", 1, TimeSpan.FromMinutes(1), Token).AsTask(),
                _ => ReadAsync(key),
            });
        }
        catch (LayerUnavailableException)
        {
            return OperationResult.Refused;
        }

        return degradation.ToHeader() is null ? OperationResult.Done : OperationResult.DoneElsewhere;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(Token);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
