using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Gateway;

/// <summary>A service behind the gateway that does what a test says, and remembers what reached it.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Backend(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>The targets of the requests that came.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public RequestDelegate Answer { get; set; } = static context => context.Response.WriteAsync("hello");

    public static async Task<Backend> StartAsync(string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(static options => options.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.Urls.Add(address);
        app.UseWebSockets();
        var backend = new Backend(app);
        app.Run(async context =>
        {
            backend.Seen.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            await backend.Answer(context);
        });
        await app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
