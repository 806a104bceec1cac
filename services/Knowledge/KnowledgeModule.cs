namespace DeploymentFlex.Services.Knowledge;

/// <summary>The knowledge service as a module, so that it runs in a process of its own or beside others.</summary>
public static class KnowledgeModule
{
    public static IHostApplicationBuilder AddKnowledge(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }

    public static IEndpointRouteBuilder MapKnowledge(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints;
    }
}
