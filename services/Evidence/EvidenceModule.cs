using DeploymentFlex.Data;
using DeploymentFlex.Files;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Endpoints;
using DeploymentFlex.Services.Evidence.Lines;
using DeploymentFlex.Services.Evidence.Model;
using DeploymentFlex.Services.Evidence.Purging;
using DeploymentFlex.Services.Evidence.Uploads;

namespace DeploymentFlex.Services.Evidence;

/// <summary>The evidence service as a module, so that it runs in a process of its own or beside others.</summary>
public static class EvidenceModule
{
    public static IHostApplicationBuilder AddEvidence(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddDatabase<EvidenceDbContext>("evidence");
        builder.AddOutbox<EvidenceDbContext>();
        builder.AddFiles();
        builder.Services.AddOptions<EvidenceOptions>()
            .BindConfiguration(EvidenceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddHttpClient<CasesClient>(static client => client.Timeout = TimeSpan.FromSeconds(5));
        builder.Services.AddHttpClient<KnowledgeClient>(static client => client.Timeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton<LineReader>();
        builder.Services.AddSingleton<LineFinder>();
        builder.Services.AddTransient<EvidenceUploads>();
        builder.Services.AddTransient<EvidencePurge>();
        builder.Services.AddTransient<PurgeAttempt>();
        builder.Services.AddHostedService<OrphanSweep>();
        return builder;
    }

    public static IEndpointRouteBuilder MapEvidence(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        UploadEndpoint.Map(endpoints);
        EvidenceEndpoints.Map(endpoints);
        ContentEndpoint.Map(endpoints);
        LineEndpoints.Map(endpoints);
        InternalEndpoints.Map(endpoints);
        return endpoints;
    }
}
