using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Schemas;

/// <summary>Looks whether each database's schema serves this code; a start that migrates brings it up to date.</summary>
internal sealed class SchemaCheck(IServiceProvider services, DeploymentOptions deployment) : IDeploymentCheck
{
    public string Subject => "schema";

    public string Layer => Layers.Layer.Data;

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        if (Find() is not { } schemas)
        {
            checks.Add(Check.Failure("version", "not read: the settings of the database are not in order", "See what is said of the settings."));
            return;
        }

        foreach (var schema in schemas)
        {
            checks.Add(await CheckAsync(schema, cancellationToken));
        }
    }

    private async ValueTask<Check> CheckAsync(IDatabaseSchema schema, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(schema.Database, await schema.PendingAsync(cancellationToken));
        }
        catch (LayerUnavailableException)
        {
            return Check.Failure(schema.Database, "not read: the database is not available", "See what is said of its layer.");
        }
        catch (SettingsException error)
        {
            return new Check(schema.Database, deployment.IsStrict ? CheckStatus.Failure : CheckStatus.Warning, error.Message);
        }
    }

    private Check Judge(string database, IReadOnlyList<string>? pending)
    {
        if (pending is { Count: 0 })
        {
            return Check.Ok(database, "up to date");
        }

        var what = pending is null ? "not made yet" : $"{string.Join(", ", pending)} not applied";
        return deployment.MigratesAtStart
            ? Check.Ok(database, $"{what}; the start does it")
            : Check.Failure(database, what, $"Run '{deployment.Service} migrate', or './flex migrate schema' for all services.");
    }

    private IReadOnlyList<IDatabaseSchema>? Find()
    {
        try
        {
            return [.. services.GetServices<IDatabaseSchema>()];
        }
        catch (SettingsException)
        {
            // Said with the settings, where it belongs.
            return null;
        }
    }
}
