using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>Takes what a collector takes over OTLP/HTTP, or by gRPC, and keeps it as text.</summary>
internal sealed class CollectorStandIn : INamedServer, IAsyncDisposable
{
    private readonly WebApplication _app;

    private CollectorStandIn(WebApplication app) => _app = app;

    public static string Product => "a stand-in of a collector over OTLP";

    public static string Version => "1";

    public ConcurrentQueue<(string Path, string Text)> Received { get; } = [];

    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>The status for a path that has its own.</summary>
    public ConcurrentDictionary<string, int> StatusOf { get; } = [];

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<CollectorStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new CollectorStandIn(app);
        app.MapPost("/v1/{signal}", async (HttpContext context) =>
        {
            // What it answers is settled before anybody sees that it was asked.
            context.Response.StatusCode = collector.StatusOf.GetValueOrDefault(context.Request.Path, collector.Status);
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector.Received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await app.StartAsync();
        return collector;
    }

    /// <summary>One whose statuses are those of gRPC.</summary>
    public static async Task<CollectorStandIn> StartGrpcAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var collector = new CollectorStandIn(app) { Status = 0 };
        app.Run(async context =>
        {
            var status = collector.StatusOf.GetValueOrDefault(context.Request.Path, collector.Status);
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector.Received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/grpc";
            if (status == 0)
            {
                await context.Response.Body.WriteAsync(new byte[5]);
            }

            context.Response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        });
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
