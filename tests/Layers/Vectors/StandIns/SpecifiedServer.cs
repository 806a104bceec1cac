using System.Text.Json.Nodes;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Vectors.StandIns;

/// <summary>
/// A stand-in for a service that cannot be had here. Every request and every answer is held against the vendor's public
/// description; what does not follow it is answered with 500, and says why.
/// </summary>
internal abstract class SpecifiedServer(params OpenApiDocument[] documents) : IAsyncDisposable
{
    private WebApplication? _app;

    // What happens before a request is looked at; one that was answered then is not looked at.
    private volatile Func<HttpContext, Task>? _fault;

    public int Port { get; } = FreePort.Next();

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>The status of every answer, while it is set: for a service that is overloaded.</summary>
    public int? Refusal { get; set; }

    /// <summary>An outage in which this happens to every request.</summary>
    public Outage Befalls(string name, OutageEffect effect, Func<HttpContext, Task> fault) => new(name, effect, () => Set(fault), _ => Set(fault: null));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address).ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = 32 << 20);
        _app = builder.Build();
        _app.Run(ServeAsync);
        await _app.StartAsync(cancellationToken);
    }

    /// <summary>Nothing listens any longer; what it holds is there when it is started again.</summary>
    public async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Answers a request that follows the description.</summary>
    protected abstract (int Status, JsonNode? Body) Answer(string operation, Dictionary<string, string> parts, HttpRequest request, JsonNode? body);

    /// <summary>Whether the caller may ask at all.</summary>
    protected abstract bool Knows(HttpRequest request);

    private Task Set(Func<HttpContext, Task>? fault)
    {
        _fault = fault;
        return Task.CompletedTask;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        if (_fault is { } fault)
        {
            await fault(context);
            if (context.Response.HasStarted)
            {
                return;
            }
        }

        if ((Refusal ?? (Knows(request) ? null : StatusCodes.Status401Unauthorized)) is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        var body = request.ContentLength is 0 or null && request.Headers.TransferEncoding.Count == 0 ? null : await JsonNode.ParseAsync(request.Body, cancellationToken: context.RequestAborted);
        foreach (var document in documents)
        {
            if (document.Find(request.Method, request.Path) is { } found)
            {
                await AnswerAsync(context, document, found, body);
                return;
            }
        }

        await RefuseAsync(context, [$"{request.Method} {request.Path} is no operation"]);
    }

    private async Task AnswerAsync(HttpContext context, OpenApiDocument document, (string Name, JsonObject Operation, Dictionary<string, string> Parts) found, JsonNode? body)
    {
        var problems = document.ProblemsOf(found.Operation, context.Request, body).ToList();
        if (problems.Count == 0)
        {
            var (status, answer) = Answer(found.Name, found.Parts, context.Request, body);
            var text = answer?.ToJsonString() ?? "null";
            problems = [.. document.ProblemsOf(found.Operation, status, JsonNode.Parse(text))];
            if (problems.Count == 0)
            {
                context.Response.StatusCode = status;
                await context.Response.WriteAsync(text, context.RequestAborted);
                return;
            }
        }

        await RefuseAsync(context, problems);
    }

    private static Task RefuseAsync(HttpContext context, IReadOnlyList<string> problems)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return context.Response.WriteAsync("Not as specified: " + string.Join("; ", problems));
    }
}
