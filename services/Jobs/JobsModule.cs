using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Services.Jobs.Api;
using DeploymentFlex.Services.Jobs.Schedules;
using DeploymentFlex.Services.Jobs.Work;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs;

/// <summary>The jobs service as a module, so that it runs in a process of its own or beside others.</summary>
public static class JobsModule
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddJobQueue();
        builder.Services.AddOptions<JobsOptions>()
            .BindConfiguration(JobsOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
        builder.Services.AddSingleton<INamesEndpoints>(static services => services.GetRequiredService<IOptions<JobsOptions>>().Value);
        builder.Services.ConfigureHttpJsonOptions(static options =>
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, JobsJson.Default));

        builder.Services.AddSingleton<JobMetrics>();
        builder.Services.AddSingleton<JobScheduler>();
        builder.Services.AddJobHandlers();
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddHostedService<JobWorker>();
        builder.Services.AddHostedService<QueueLengthSampler>();
        builder.Services.AddSingleton<ScheduleWorker>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ScheduleWorker>());
        return builder;
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapJobEndpoints();
        endpoints.MapScheduleEndpoints();
        return endpoints;
    }
}
