using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Services.Tests.Jobs;

/// <summary>A real server that jobs are posted to. It remembers what it was sent, and answers as the test says.</summary>
public sealed class HandlerHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HandlerHost(WebApplication app)
    {
        _app = app;
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "/work");

    public ConcurrentQueue<HandlerCall> Calls { get; } = new();

    /// <summary>Answers a call; the number counts from 1.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = static (context, _) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public static async Task<HandlerHost> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var host = new HandlerHost(app);
        app.MapPost("/work", host.HandleAsync);
        await app.StartAsync();
        return host;
    }

    public static Func<HttpContext, int, Task> Statuses(params int[] statuses) => (context, number) =>
    {
        context.Response.StatusCode = statuses[Math.Min(number, statuses.Length) - 1];
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        Calls.Enqueue(new HandlerCall(
            await reader.ReadToEndAsync(), headers["X-Job-Id"].ToString(), headers["X-Job-Attempt"].ToString(), headers.TraceParent.ToString()));
        await Answer(context, Calls.Count);
    }
}
