using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Services.Console.Backend;
using DeploymentFlex.Services.Console.Components;
using DeploymentFlex.Services.Console.Components.Parts;
using DeploymentFlex.Services.Console.Health;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Console;

/// <summary>The console service as a module, so that it runs in a process of its own or beside others.</summary>
public static class ConsoleModule
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_healthTimeout = TimeSpan.FromSeconds(3);

    public static IHostApplicationBuilder AddConsole(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient<CasesClient>(static http => Point(http, "cases"));
        services.AddHttpClient<EvidenceClient>(static http => Point(http, "evidence"));
        services.AddHttpClient<KnowledgeClient>(static http => Point(http, "knowledge"));
        services.AddHttpClient(HealthBoard.ClientName, static http => http.Timeout = s_healthTimeout);
        services.AddSingleton<ProbeHistory>();
        services.AddSingleton<HealthBoard>();
        services.AddSingleton<ConsoleAssets>();
        services.AddSingleton<Patience>();
        services.AddHostedService<Warmup>();
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddAntiforgery(static options => options.Cookie.Name = "console-forms");
        services.AddDataProtection().SetApplicationName("DeploymentFlex.Console");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, FormKeys>();

        // These keys sign the tokens of forms and nothing else; that they are not encrypted needs no warning at every start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        return builder;
    }

    public static IEndpointRouteBuilder MapConsole(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        // What checks the token of a form runs between routing and the pages; only an application has that place.
        if (endpoints is IApplicationBuilder app)
        {
            app.UseAntiforgery();
        }

        endpoints.MapGet("/assets/{version}/{name}", static (HttpContext context, string version, string name, ConsoleAssets assets) =>
            assets.Serve(context, version, name)).ExcludeFromDescription();
        endpoints.MapGet("/parts/state", static () => new RazorComponentResult<SystemState>(new { Fresh = true })).ExcludeFromDescription();
        endpoints.MapRazorComponents<App>();
        return endpoints;
    }

    private static void Point(HttpClient http, string service)
    {
        http.BaseAddress = new Uri($"http://{service}");
        http.Timeout = s_timeout;
    }

    /// <summary>Keeps the keys that sign the tokens of forms with the deployment's own data, so that a restart keeps open pages working.</summary>
    private sealed class FormKeys(DeploymentOptions deployment, ILoggerFactory logging) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlRepository = new FileSystemXmlRepository(
            Directory.CreateDirectory(Path.Combine(deployment.DataPath, "console", "keys")), logging);
    }
}
