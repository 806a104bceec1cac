using System.CommandLine;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Commands;

/// <summary>The options that choose what stands behind a layer in a run, such as <c>--cache installed</c>.</summary>
internal static class RealizationOptions
{
    private static readonly (string Layer, string[] Allowed)[] s_layers =
    [
        ("cache", ["embedded", "installed", "container", "existing"]),
        ("data", ["embedded", "installed", "container", "existing"]),
        ("files", ["embedded", "existing"]),
        ("vectors", ["embedded", "installed", "container", "existing"]),
        ("jobs", ["embedded", "data", "installed", "container", "existing"]),
        ("credentials", ["embedded", "data", "existing"]),
    ];

    public static IReadOnlyList<Option<string?>> Create() => [.. s_layers.Select(static one => Create(one.Layer, one.Allowed))];

    /// <returns>The AppHost's arguments for what was chosen.</returns>
    public static IReadOnlyList<string> Arguments(IEnumerable<Option<string?>> options, ParseResult line) =>
        [.. options.SelectMany(option => line.GetValue(option) is { } chosen ? new[] { option.Name, chosen } : [])];

    /// <returns>The layers for which the run itself brings about what is behind them: nothing is there before.</returns>
    public static IReadOnlyList<string> Brought(Repository repository, IEnumerable<Option<string?>> options, ParseResult line)
    {
        var file = DotEnvFile.Read(repository).ToLookup(static item => item.Key, static item => item.Value, StringComparer.OrdinalIgnoreCase);
        var chosen = options.ToDictionary(
            static option => option.Name.TrimStart('-'),
            option => line.GetValue(option) ?? Environment.GetEnvironmentVariable(Variable(option)) ?? file[Variable(option)].FirstOrDefault(),
            StringComparer.Ordinal);
        return [.. chosen.Keys.Where(IsBrought)];

        // Outside of development the queue is where the data is unless something else is said.
        bool IsBrought(string layer) =>
            (layer is "jobs" && chosen[layer] is null or "data" ? chosen["data"] : chosen[layer]) is "embedded" or "installed" or "container";

        static string Variable(Option<string?> option) => $"Realize__{char.ToUpperInvariant(option.Name[2])}{option.Name[3..]}";
    }

    private static Option<string?> Create(string layer, string[] allowed)
    {
        var option = new Option<string?>($"--{layer}")
        {
            Description = $"What stands behind {layer}, in place of the mode's choice: {string.Join(", ", allowed)}.",
            HelpName = "R",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !allowed.Contains(text, StringComparer.Ordinal))
            {
                result.AddError($"--{layer} takes {string.Join(", ", allowed)}, not '{text}'.");
            }
        });
        return option;
    }
}
