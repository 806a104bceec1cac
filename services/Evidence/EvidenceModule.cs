namespace DeploymentFlex.Services.Evidence;

/// <summary>The evidence service as a module, so that it runs in a process of its own or beside others.</summary>
public static class EvidenceModule
{
    public static IHostApplicationBuilder AddEvidence(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }

    public static IEndpointRouteBuilder MapEvidence(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints;
    }
}
