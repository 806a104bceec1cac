namespace DeploymentFlex.Vectors.Chroma;

/// <summary>
/// Lets a request run to its end when nobody waits for it any longer. A Chroma before 1.0.13 loses the part that writes
/// when a client hangs up on it, and refuses every write until it is started again (chroma-core/chroma, pull request 4817).
/// </summary>
internal sealed class UnhurriedHandler(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    /// <summary>The path on which the server only says that it is there: one may hang up on it, and a server that stands still is asked often.</summary>
    public const string Heartbeat = "api/v2/heartbeat";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.RequestUri!.AbsolutePath.EndsWith(Heartbeat, StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        // Who gives up disposes of what he sent.
        var answering = base.SendAsync(await CopyAsync(request), CancellationToken.None);
        try
        {
            return await answering.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = DropAsync(answering);
            throw;
        }
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.Add(name, values);
        }

        if (request.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(CancellationToken.None));
            copy.Content.Headers.ContentType = content.Headers.ContentType;
        }

        return copy;
    }

    private static async Task DropAsync(Task<HttpResponseMessage> answering)
    {
        try
        {
            (await answering).Dispose();
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server was gone before it came to its end.
        }
    }
}
