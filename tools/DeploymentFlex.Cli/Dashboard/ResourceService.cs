using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Aspire.V1;
using DeploymentFlex.Cli.Run;
using Google.Protobuf;

namespace DeploymentFlex.Cli.Dashboard;

/// <summary>
/// Calls the resource service of a running AppHost, as Aspire's dashboard does: gRPC, which is HTTP/2 with messages in frames
/// and the outcome in trailers. Every call throws <see cref="ResourceServiceException"/> when it fails.
/// </summary>
internal sealed class ResourceService(RunState run) : IDisposable
{
    private const string KeyHeader = "x-resource-service-api-key";

    private const string Anew = "'./flex down' and './flex up' start it anew.";

    // statuscodes.md in grpc/grpc
    private const string Ok = "0";
    private const string Unavailable = "14";
    private const string Unauthenticated = "16";

    /// <summary>How long the service may take to accept a call and to say what runs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Everything that runs, as it is now.</summary>
    public async Task<IReadOnlyList<RunResource>> ReadResourcesAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await foreach (var resources in WatchResourcesAsync(limit.Token))
            {
                return resources;
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Gone($"nothing came within {Patience.TotalSeconds:0} s", e);
        }

        throw Gone("it said nothing");
    }

    /// <summary>Everything that runs, at once and then with each change, until the AppHost ends.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RunResource>> WatchResourcesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new RunResources();
        await foreach (var update in StreamAsync("WatchResources", new WatchResourcesRequest(), WatchResourcesUpdate.Parser, cancellationToken))
        {
            known.Apply(update);
            yield return known.All;
        }
    }

    /// <summary>The lines that are held of a resource's log; when followed, then each new one until the AppHost ends.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ConsoleLogLine>> WatchLogAsync(
        RunResource resource, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new WatchResourceConsoleLogsRequest { ResourceName = resource.Id, SuppressFollow = !follow };
        await foreach (var update in StreamAsync("WatchResourceConsoleLogs", request, WatchResourceConsoleLogsUpdate.Parser, cancellationToken))
        {
            yield return update.LogLines;
        }
    }

    /// <summary>Makes a call, and gives its messages as they come.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string method, IMessage request, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        using var response = await SendAsync(method, request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await ReadAsync(body, parser, cancellationToken) is { } message)
        {
            yield return message;
        }

        // A call that fails before its first message has its outcome where others have their headers.
        Check(method, response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string method, IMessage request, CancellationToken cancellationToken)
    {
        if (run is not { ResourceService: { } address, ResourceServiceKey: { } key })
        {
            throw new ResourceServiceException("The AppHost has not said yet where its resource service is; try again in a moment.", isGone: true);
        }

        using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(address), $"/aspire.v1.DashboardService/{method}"));
        post.Version = HttpVersion.Version20;
        post.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        post.Headers.Add(KeyHeader, key);
        post.Headers.Add("TE", "trailers");
        post.Content = new ByteArrayContent(GrpcFrame.Write(request));
        post.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw Gone(e.Message, e);
        }

        if (response.Content.Headers.ContentType?.MediaType is not "application/grpc")
        {
            var status = (int)response.StatusCode;
            response.Dispose();
            throw new ResourceServiceException($"What answers at {address} is no resource service of an AppHost (HTTP {status}). {Anew}");
        }

        return response;
    }

    private async Task<T?> ReadAsync<T>(Stream body, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        try
        {
            return await GrpcFrame.ReadAsync(body, parser, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Gone(e.Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new ResourceServiceException($"The AppHost's resource service at {run.ResourceService} can't be understood: {e.Message}", inner: e);
        }
    }

    private void Check(string method, HttpResponseHeaders trailers)
    {
        var message = Uri.UnescapeDataString(ValueOf("grpc-message") ?? "");
        switch (ValueOf("grpc-status"))
        {
            case Ok:
                return;
            case null:
                throw Gone("it broke off");
            case Unavailable:
                throw Gone(message);
            case Unauthenticated:
                throw new ResourceServiceException(
                    $"The AppHost's resource service at {run.ResourceService} refuses the key in the run folder's {RunState.FileName}. {Anew}");
            case { } status:
                throw new ResourceServiceException($"The AppHost's resource service answers {method} with status {status}. {message}");
        }

        string? ValueOf(string name) => trailers.TryGetValues(name, out var values) ? values.First() : null;
    }

    private ResourceServiceException Gone(string reason, Exception? inner = null) =>
        new($"The AppHost's resource service at {run.ResourceService} does not answer: {reason.TrimEnd('.')}. {Anew}", isGone: true, inner);
}
