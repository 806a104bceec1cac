using DeploymentFlex.Data;
using DeploymentFlex.Services.Cases.Endpoints;
using DeploymentFlex.Services.Cases.Model;

namespace DeploymentFlex.Services.Cases;

/// <summary>The cases service as a module, so that it runs in a process of its own or beside others.</summary>
public static class CasesModule
{
    public static IHostApplicationBuilder AddCases(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddDatabase<CasesDbContext>("cases");
        return builder;
    }

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        CaseEndpoints.Map(endpoints);
        TimelineEndpoints.Map(endpoints);
        return endpoints;
    }
}
