using System.Collections.Concurrent;
using System.Net;
using Aspire.V1;
using DeploymentFlex.Cli.Run;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Cli.Tests.Dashboard;

/// <summary>A resource service that says what a test wants it to say, over the real protocol.</summary>
internal sealed class FakeResourceService : IAsyncDisposable
{
    private const string Key = "right";

    private readonly ConcurrentDictionary<string, List<ConsoleLogLine>> _logs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();
    private readonly WebApplication _server;

    public FakeResourceService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>What the next call is told of.</summary>
    public IReadOnlyList<Resource> Resources { get; set; } = [];

    public RunState Run => new() { ResourceService = _server.Urls.Single(), ResourceServiceKey = Key };

    /// <summary>A resource as the wire has it; its name there carries a suffix, as Aspire's does.</summary>
    public static Resource Resource(
        string name, string state, string? health = null, int? exitCode = null, int restarts = 0, string? healthDetail = null, string suffix = "abcdefgh")
    {
        var resource = new Resource { Name = $"{name}-{suffix}", DisplayName = name, ResourceType = "Project", State = state };
        resource.Properties.Add(new ResourceProperty { Name = "resource.healthState", Value = health is null ? Value.ForNull() : Value.ForString(health) });
        resource.Properties.Add(new ResourceProperty { Name = "resource.exitCode", Value = exitCode is null ? Value.ForNull() : Value.ForString($"{exitCode}") });
        resource.Properties.Add(new ResourceProperty { Name = "executable.restarts", Value = Value.ForNumber(restarts) });
        resource.Properties.Add(new ResourceProperty { Name = "executable.pid", Value = Value.ForNumber(4711) });
        resource.HealthReports.Add(new HealthReport { Description = healthDetail ?? "" });
        return resource;
    }

    public Task StartAsync() => _server.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Adds to a resource's log, for those who follow it as well.</summary>
    public void Write(string name, params string[] lines)
    {
        var log = LogOf($"{name}-abcdefgh");
        lock (log)
        {
            foreach (var line in lines)
            {
                log.Add(new ConsoleLogLine { Text = line, LineNumber = log.Count + 1 });
            }
        }
    }

    /// <summary>Ends every call, as an AppHost does that stops.</summary>
    public Task EndAsync() => _ending.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _server.DisposeAsync();
        _ending.Dispose();
    }

    private List<ConsoleLogLine> LogOf(string name) => _logs.GetOrAdd(name, static _ => []);

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        if (context.Request.Headers["x-resource-service-api-key"] != Key)
        {
            context.Response.Headers["grpc-status"] = "16";
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        try
        {
            context.Response.AppendTrailer("grpc-status", await AnswerAsync(context, either.Token));
        }
        catch (OperationCanceledException)
        {
            context.Response.AppendTrailer("grpc-status", "14");
        }
    }

    private async Task<string> AnswerAsync(HttpContext context, CancellationToken ending)
    {
        switch (context.Request.Path.Value)
        {
            case "/aspire.v1.DashboardService/WatchResources":
                var all = new InitialResourceData();
                all.Resources.AddRange(Resources);
                await SendAsync(context, new WatchResourcesUpdate { InitialData = all }, ending);
                await Task.Delay(Timeout.Infinite, ending);
                return "0";
            case "/aspire.v1.DashboardService/WatchResourceConsoleLogs":
                var request = (await GrpcFrame.ReadAsync(context.Request.Body, WatchResourceConsoleLogsRequest.Parser, ending))!;
                await SendLogAsync(context, LogOf(request.ResourceName), follow: !request.SuppressFollow, ending);
                return "0";
            default:
                return "12";
        }
    }

    private static async Task SendLogAsync(HttpContext context, List<ConsoleLogLine> log, bool follow, CancellationToken ending)
    {
        var sent = 0;
        do
        {
            var update = new WatchResourceConsoleLogsUpdate();
            lock (log)
            {
                update.LogLines.AddRange(log.Skip(sent));
            }

            sent += update.LogLines.Count;
            if (update.LogLines.Count > 0)
            {
                await SendAsync(context, update, ending);
            }

            await Task.Delay(follow ? 10 : 0, ending);
        }
        while (follow);
    }

    private static async Task SendAsync(HttpContext context, IMessage message, CancellationToken ending)
    {
        await context.Response.Body.WriteAsync(GrpcFrame.Write(message), ending);
        await context.Response.Body.FlushAsync(ending);
    }
}
