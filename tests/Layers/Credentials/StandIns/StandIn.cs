using System.Collections.Concurrent;
using System.Text.Json;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Credentials.StandIns;

/// <summary>
/// A server in the place of a vendor's, which cannot be had here. It checks each request against the vendor's public API
/// and answers as that says; what is not in the API is an error that fails the test which asked.
/// </summary>
public abstract class StandIn : IAsyncDisposable
{
    private readonly TestCertificate _certificate = new("127.0.0.1");
    private readonly WebApplication _app;

    protected StandIn()
    {
        var folder = Path.GetDirectoryName(_certificate.AuthorityFile)!;
        var (certificate, key) = _certificate.WriteTo(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhostWith(certificate, key));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single().Replace("[::]", "127.0.0.1", StringComparison.Ordinal));

    /// <summary>The certificate that signed the server's.</summary>
    public string CaFile => _certificate.AuthorityFile;

    /// <summary>A status to answer everything with; null to answer.</summary>
    public int? Failure { get; set; }

    /// <summary>The bytes to answer everything with, as they are; null to answer.</summary>
    public byte[]? Content { get; set; }

    /// <summary>What the API does not know: a request that a vendor's server would refuse.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    private int _requests;
    private Task? _held;

    /// <summary>Holds the next answer back, when it is made, until the task is done.</summary>
    public void HoldNext(Task until) => Volatile.Write(ref _held, until);

    /// <summary>Whether nothing is to be held back any more: the answer that it was meant for is made.</summary>
    public bool IsHolding => Volatile.Read(ref _held) is null;

    public Task StartAsync() => _app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        GC.SuppressFinalize(this);
        Violations.ShouldBeEmpty();
    }

    /// <summary>Answers a request whose body is read.</summary>
    protected abstract (int Status, object? Body) Answer(HttpRequest request, JsonElement? body);

    /// <summary>The body of an error, as the vendor writes it.</summary>
    protected abstract object Error(int status);

    /// <summary>Notes a request that is not as the API says, and refuses it.</summary>
    protected (int Status, object? Body) Refuse(string why)
    {
        Violations.Enqueue(why);
        return (StatusCodes.Status400BadRequest, Error(StatusCodes.Status400BadRequest));
    }

    /// <summary>Whether the body has these members and no others.</summary>
    protected static bool Has(JsonElement? body, params string[] members) =>
        body is { ValueKind: JsonValueKind.Object } found
        && found.EnumerateObject().Select(static member => member.Name).Order(StringComparer.Ordinal).SequenceEqual(members.Order(StringComparer.Ordinal));

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        if (Content is { } content)
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(content);
            return;
        }

        var (status, body) = Failure is { } failure ? (failure, Error(failure)) : AnswerLocked(context.Request, buffer.ToArray());
        await (Interlocked.Exchange(ref _held, null) ?? Task.CompletedTask);
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        if (body is not null)
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
        }
    }

    private (int Status, object? Body) AnswerLocked(HttpRequest request, byte[] content)
    {
        lock (Violations)
        {
            JsonElement? body = content.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(content);
            return Answer(request, body);
        }
    }
}
