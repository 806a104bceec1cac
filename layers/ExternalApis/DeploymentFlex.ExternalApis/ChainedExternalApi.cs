using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.ExternalApis;

/// <summary>
/// One API: production, else what the deployment names in its place; the answer says who gave it. Production bounds its
/// calls itself: an API may need longer than other layers have.
/// </summary>
internal sealed class ChainedExternalApi(ProviderChain<IExternalApi> chain) : IExternalApi
{
    public async ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        var outcome = await chain.WithFallbackAsync(
            static (api, request, token) => api.SendAsync(request, token), request, cancellationToken, CallKind.Streaming);
        return outcome.GetResultOrThrow() with { Provider = outcome.Provider! };
    }
}
