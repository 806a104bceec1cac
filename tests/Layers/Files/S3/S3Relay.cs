using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>A way to a server on which a test can do something before a request arrives, or answer it.</summary>
internal sealed class S3Relay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _server = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    private readonly string _address;

    private S3Relay(WebApplication app, string address)
    {
        _app = app;
        _address = address;
    }

    public string Endpoint => _app.Urls.Single();

    /// <summary>What comes before a request; a status is the answer, and the request does not arrive.</summary>
    public Func<HttpRequest, Task<int?>> Before { get; set; } = static _ => Task.FromResult<int?>(null);

    /// <param name="address">The server's, such as <c>http://127.0.0.1:7480</c>.</param>
    public static async Task<S3Relay> StartAsync(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var relay = new S3Relay(app, address);
        app.Run(relay.RelayAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        if (await Before(context.Request) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        using var request = Copy(context.Request);
        using var response = await _server.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(static header => header.Key is not "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    // The host stays the relay's, as it is part of what was signed.
    private HttpRequestMessage Copy(HttpRequest from)
    {
        var target = from.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(new HttpMethod(from.Method), _address + target);
        if (from.ContentLength is not null)
        {
            request.Content = new StreamContent(from.Body);
        }

        foreach (var (name, values) in from.Headers.Where(static header => header.Key is not "Expect"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
            }
        }

        return request;
    }
}
