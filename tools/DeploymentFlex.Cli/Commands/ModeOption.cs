using System.CommandLine;

namespace DeploymentFlex.Cli.Commands;

/// <summary>The option <c>--mode</c>.</summary>
internal static class ModeOption
{
    public static Option<string?> Create()
    {
        var mode = new Option<string?>("--mode") { Description = "The deployment mode: development (the default), on-premises, saas or hybrid.", HelpName = "M" };
        mode.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !ModeNames.IsKnown(text))
            {
                result.AddError($"'{text}' is no mode; allowed are {string.Join(", ", ModeNames.All)}.");
            }
        });
        return mode;
    }
}
