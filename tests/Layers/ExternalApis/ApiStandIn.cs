using System.Collections.Concurrent;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.ExternalApis;

/// <summary>An API below <c>/v1</c> that answers <c>{"ok":true}</c>, unless a test says otherwise.</summary>
internal sealed class ApiStandIn : INamedServer, IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiStandIn(WebApplication app) => _app = app;

    public static string Product => "a stand-in of an API over HTTP";

    public static string Version => "1.1";

    /// <summary>What it is called by, with a slash too many as people write it.</summary>
    public string Address => $"{_app.Urls.Single()}/v1/";

    /// <summary>What came: method, path with query, the key, the idempotency key.</summary>
    public ConcurrentQueue<(string Method, string Path, string? Key, string? IdempotencyKey)> Received { get; } = [];

    /// <summary>What to do with the next calls, one each.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Next { get; } = [];

    public static async Task<ApiStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var api = new ApiStandIn(app);
        app.Run(api.AnswerAsync);
        await app.StartAsync();
        return api;
    }

    /// <summary>Lets the next call get this status.</summary>
    public void Answer(int status, string? retryAfter = null) => Next.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    /// <summary>Lets the next call wait until its caller has gone.</summary>
    public void StandStill() => Next.Enqueue(static async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        Received.Enqueue((request.Method, request.Path + request.QueryString, request.Headers.Authorization, request.Headers["Idempotency-Key"]));
        return Next.TryDequeue(out var answer) ? answer(context) : context.Response.WriteAsync("""{"ok":true}""");
    }
}
