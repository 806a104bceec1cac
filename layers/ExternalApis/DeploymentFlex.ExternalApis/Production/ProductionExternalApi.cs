namespace DeploymentFlex.ExternalApis.Production;

/// <summary>Calls the real APIs, each with its own time, retries and key.</summary>
internal sealed class ProductionExternalApi : IExternalApi, IDisposable
{
    public const string Name = "production";

    private readonly Dictionary<string, ProductionApi> _apis;
    private readonly HttpMessageHandler _handler;

    /// <param name="options">The APIs.</param>
    /// <param name="handler">Opens the connections; it is this provider's from now on.</param>
    /// <param name="time">The clock of pauses and timeouts.</param>
    public ProductionExternalApi(ProductionExternalApiOptions options, SocketsHttpHandler handler, TimeProvider time)
    {
        // Elsewhere nobody promised to keep the key.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        _handler = handler;
        _apis = options.Apis.ToDictionary(static api => api.Key, api => new ProductionApi(api.Key, api.Value, handler, time), StringComparer.OrdinalIgnoreCase);
    }

    public async ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _apis.TryGetValue(request.Api, out var api)
            ? await api.SendAsync(request, cancellationToken)
            : ExternalAnswer.NotSetUp(Name, "No such API", $"Set Layers:ExternalApis:production:Apis:{request.Api}:BaseUrl to its address.");
    }

    public void Dispose()
    {
        foreach (var api in _apis.Values)
        {
            api.Dispose();
        }

        _handler.Dispose();
    }
}
