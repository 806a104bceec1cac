using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Conformance.Data;

/// <summary>A real HTTP server that takes messages, as the outbox's receivers do.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app)
    {
        _app = app;
    }

    /// <summary>What arrived, in its order.</summary>
    public ConcurrentQueue<ReceivedMessage> Messages { get; } = [];

    /// <summary>Where to post to.</summary>
    public string Address => $"{_app.Urls.Single()}/internal/jobs";

    /// <summary>Starts a receiver that answers each message with the status that is chosen for it.</summary>
    /// <param name="answer">The status, once the task is done.</param>
    /// <param name="url">Where to listen; without it on a free port.</param>
    public static async Task<Receiver> StartAsync(
        Func<ReceivedMessage, CancellationToken, Task<int>> answer, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(context => receiver.TakeAsync(context, answer));
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Func<ReceivedMessage, CancellationToken, Task<int>> answer)
    {
        using var body = new StreamReader(context.Request.Body);
        var message = new ReceivedMessage(
            context.Request.Headers["Idempotency-Key"].ToString(),
            await body.ReadToEndAsync(context.RequestAborted),
            context.Request.ContentType,
            context.Request.Headers.TraceParent.ToString());
        Messages.Enqueue(message);
        context.Response.StatusCode = await answer(message, context.RequestAborted);
    }
}
