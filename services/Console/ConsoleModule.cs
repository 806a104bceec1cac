namespace DeploymentFlex.Services.Console;

/// <summary>The console service as a module, so that it runs in a process of its own or beside others.</summary>
public static class ConsoleModule
{
    public static IHostApplicationBuilder AddConsole(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }

    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints;
    }
}
