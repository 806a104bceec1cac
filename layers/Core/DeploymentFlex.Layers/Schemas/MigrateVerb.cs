namespace DeploymentFlex.Layers.Schemas;

/// <summary>The verb <c>migrate</c>: brings every database of this service up to date.</summary>
internal sealed class MigrateVerb(IEnumerable<IDatabaseSchema> schemas) : IServiceVerb
{
    public string Name => "migrate";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var schema in schemas)
        {
            var applied = await schema.MigrateAsync(cancellationToken);
            await output.WriteLineAsync(applied.Count == 0
                ? $"{schema.Database}: up to date"
                : $"{schema.Database}: applied {string.Join(", ", applied)}");
        }

        return 0;
    }
}
