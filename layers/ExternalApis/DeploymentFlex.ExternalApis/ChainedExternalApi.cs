using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.ExternalApis;

/// <summary>Production, else what the mode allows in its place; the answer names who gave it.</summary>
internal sealed class ChainedExternalApi(ProviderChain<IExternalApi> chain) : IExternalApi
{
    public async ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken) =>
        (await chain.WithFallbackAsync(
            static (api, request, token) => api.SendAsync(request, token), request, cancellationToken)).GetResultOrThrow();
}
