using System.CommandLine;

namespace DeploymentFlex.Cli.Commands;

/// <summary>The options that choose what stands behind a layer in a run, such as <c>--cache installed</c>.</summary>
internal static class RealizationOptions
{
    private static readonly (string Layer, string[] Allowed)[] s_layers =
    [
        ("cache", ["embedded", "installed", "container", "existing"]),
        ("data", ["embedded", "installed", "container", "existing"]),
        ("files", ["embedded", "existing"]),
        ("vectors", ["embedded", "container", "existing"]),
        ("jobs", ["embedded", "data", "installed", "container", "existing"]),
        ("credentials", ["embedded", "existing"]),
    ];

    public static IReadOnlyList<Option<string?>> Create() => [.. s_layers.Select(static one => Create(one.Layer, one.Allowed))];

    /// <returns>The AppHost's arguments for what was chosen.</returns>
    public static IReadOnlyList<string> Arguments(IEnumerable<Option<string?>> options, ParseResult line) =>
        [.. options.SelectMany(option => line.GetValue(option) is { } chosen ? new[] { option.Name, chosen } : [])];

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
