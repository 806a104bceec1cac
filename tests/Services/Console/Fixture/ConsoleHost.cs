using System.Net;
using DeploymentFlex.ServiceDefaults;
using DeploymentFlex.Services.Console;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Services.Tests.ConsolePages;

/// <summary>The console on a port of its own, with a gateway's routes and services that are played.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    private static readonly string[] s_services = ["gateway", "cases", "evidence", "knowledge", "jobs"];

    private readonly WebApplication _services;
    private readonly WebApplication _console;
    private readonly string _folder;

    private ConsoleHost(WebApplication services, WebApplication console, FakeStore store, string folder) =>
        (_services, _console, Store, _folder) = (services, console, store, folder);

    public FakeStore Store { get; }

    /// <summary>The address that a browser opens.</summary>
    public Uri Address => new(_console.Urls.First());

    /// <param name="patience">How long a page waits for its data before it is sent without; the console's own when null.</param>
    public static async Task<ConsoleHost> StartAsync(TimeSpan? patience = null)
    {
        var store = new FakeStore();
        var folder = Directory.CreateTempSubdirectory("dfx-console-").FullName;
        var services = BuildServices(store);
        await services.StartAsync();

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(s_services.Zip(services.Urls, static (name, url) => KeyValuePair.Create($"services:{name}:http:0", (string?)url)));
        builder.Configuration["Deployment:DataPath"] = folder;
        if (patience is { } wait)
        {
            builder.Configuration["Console:Patience"] = wait.ToString();
        }

        builder.WebHost.ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        builder.AddServiceDefaults("console");
        builder.AddConsole();
        var console = builder.Build();
        console.MapServiceDefaults();
        console.MapConsole();
        FakeApi.Map(console, store);
        await console.StartAsync();
        return new ConsoleHost(services, console, store, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _console.StopAsync();
        await _console.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static WebApplication BuildServices(FakeStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(static options =>
        {
            foreach (var _ in s_services)
            {
                options.Listen(IPAddress.Loopback, 0);
            }
        });
        var app = builder.Build();
        FakeApi.Map(app, store);
        app.MapGet("/health", (HttpContext context) =>
        {
            var ports = app.Urls.Select(static url => new Uri(url).Port).ToList();
            var service = s_services[ports.IndexOf(context.Connection.LocalPort)];
            return store.Broken.ContainsKey(service)
                ? Results.StatusCode(StatusCodes.Status500InternalServerError)
                : Results.Json(FakeHealth.Of(service, store.Degraded));
        });
        return app;
    }
}
