using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Schemas;

/// <summary>The verb <c>migrate</c>: brings every database of this service up to date.</summary>
internal sealed class MigrateVerb(IServiceProvider services) : IServiceVerb
{
    public string Name => "migrate";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is [var word, ..])
        {
            throw new VerbUsageException($"migrate {word}: migrate takes no word.");
        }

        // Not before: other verbs of a service whose database is not in order must come as far as to say so.
        foreach (var schema in services.GetServices<IDatabaseSchema>())
        {
            var applied = await schema.MigrateAsync(cancellationToken);
            await output.WriteLineAsync(applied.Count == 0
                ? $"{schema.Database}: up to date"
                : $"{schema.Database}: applied {string.Join(", ", applied)}");
        }

        return 0;
    }
}
