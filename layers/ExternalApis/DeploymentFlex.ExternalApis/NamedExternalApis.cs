using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.ExternalApis;

/// <summary>The APIs of this application, each with a chain and circuits of its own: one that is down takes no other with it.</summary>
internal sealed class NamedExternalApis(IServiceProvider services) : IExternalApi
{
    public ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var api = services.GetKeyedService<IExternalApi>(request.Api)
            ?? throw new ArgumentException($"There is no external API '{request.Api}': name it in AddExternalApis.", nameof(request));
        return api.SendAsync(request, cancellationToken);
    }
}
