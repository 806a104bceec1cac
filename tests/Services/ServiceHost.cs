using DeploymentFlex.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests;

/// <summary>One service as its Program.cs makes it, on a loopback port of its own and with its data in a given folder.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceHost(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ServiceHost> StartAsync(
        string service,
        string dataPath,
        Func<IHostApplicationBuilder, IHostApplicationBuilder> add,
        Func<IEndpointRouteBuilder, IEndpointRouteBuilder> map,
        Action<IServiceCollection>? replace = null,
        params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Deployment:Mode", "development"),
            new("Deployment:DataPath", dataPath),
            new("urls", "http://127.0.0.1:0"),
            .. settings,
        ]);
        builder.AddServiceDefaults(service);
        add(builder);
        replace?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapServiceDefaults();
        map(app);
        await app.StartAsync();
        return new ServiceHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
