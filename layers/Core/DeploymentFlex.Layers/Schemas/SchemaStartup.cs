using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Schemas;

/// <summary>Before anything takes traffic: migrates the databases where the deployment says so, as in development, and checks them elsewhere.</summary>
internal sealed class SchemaStartup(
    IEnumerable<IDatabaseSchema> schemas, DeploymentOptions deployment, ILogger<SchemaStartup> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var schema in schemas)
        {
            try
            {
                await StartAsync(schema, cancellationToken);
            }
            catch (SettingsException error)
            {
                problems.Add(error.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, problems));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StartAsync(IDatabaseSchema schema, CancellationToken cancellationToken)
    {
        if (!deployment.MigratesAtStart)
        {
            await schema.CheckAsync(cancellationToken);
            return;
        }

        foreach (var migration in await schema.MigrateAsync(cancellationToken))
        {
            SchemaLog.Applied(logger, schema.Database, migration);
        }
    }
}
