using DeploymentFlex.Data;
using DeploymentFlex.ExternalApis;
using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Evidence;
using DeploymentFlex.Services.Knowledge.Indexing;
using DeploymentFlex.Services.Knowledge.Searching;
using DeploymentFlex.Services.Knowledge.Storage;
using DeploymentFlex.Vectors;

namespace DeploymentFlex.Services.Knowledge;

/// <summary>The knowledge service as a module, so that it runs in a process of its own or beside others.</summary>
public static class KnowledgeModule
{
    public static IHostApplicationBuilder AddKnowledge(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddDatabase<KnowledgeDbContext>("knowledge");
        builder.AddTextIndex<KnowledgeDbContext>();
        builder.AddVectors(standIn: KnowledgeSearch.StandIn);
        builder.Services.AddOptions<KnowledgeOptions>()
            .BindConfiguration(KnowledgeOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddHttpClient<EvidenceClient>(static client => client.BaseAddress = EvidenceClient.Address);
        builder.AddEmbedder();
        builder.Services.AddSingleton<KnowledgeMetrics>();
        builder.Services.AddSingleton<PassageVectors>();
        builder.Services.AddSingleton<PassageStore>();
        builder.Services.AddSingleton<EvidenceLocks>();
        builder.Services.AddSingleton<KnowledgeSearch>();
        builder.Services.AddTransient<Indexer>();
        builder.Services.AddHostedService<Reembedding>();
        return builder;
    }

    public static IEndpointRouteBuilder MapKnowledge(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        KnowledgeEndpoints.Map(endpoints);
        return endpoints;
    }

    private static void AddEmbedder(this IHostApplicationBuilder builder)
    {
        if (!string.Equals(builder.Configuration[$"{KnowledgeOptions.Section}:Embedder"], KnowledgeOptions.OpenAi, StringComparison.Ordinal))
        {
            builder.Services.AddSingleton<IEmbedder, HashedEmbedder>();
            return;
        }

        builder.Services.AddOptions<RemoteEmbedderOptions>()
            .BindConfiguration(RemoteEmbedderOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<IEmbedder, RemoteEmbedder>();
        builder.AddExternalApis(RemoteEmbedder.Api);
    }
}
