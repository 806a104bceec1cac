using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Services.Console;

/// <summary>The console's settings: section <c>Console</c>.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>How long a page waits for its data before it is shown with placeholders.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(120);
}
