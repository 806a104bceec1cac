using DeploymentFlex.Cache;
using DeploymentFlex.Layers;
using DeploymentFlex.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.ServiceDefaults;

/// <summary>A small service on a real server, with what every service gets.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<ServiceHost> StartAsync(Action<WebApplication> map, params (string Name, string Value)[] settings) =>
        StartInAsync("Production", map, settings);

    public static async Task<ServiceHost> StartInAsync(
        string environment, Action<WebApplication> map, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath(), EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(static item => new KeyValuePair<string, string?>(item.Name, item.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("test");
        builder.AddCache();
        var app = builder.Build();
        app.MapServiceDefaults();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ServiceHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
