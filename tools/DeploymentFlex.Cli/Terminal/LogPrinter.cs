using System.Text;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Terminal;

/// <summary>Prints log lines with the name of their service before them, in a colour of its own on a terminal.</summary>
internal sealed class LogPrinter(Screen screen, int nameWidth)
{
    private static readonly string[] Colours = ["aqua", "yellow", "fuchsia", "lime", "blue", "orange1", "silver"];

    private readonly List<string> _seen = [];

    public void Print(IEnumerable<LogLine> lines)
    {
        foreach (var line in lines)
        {
            var prefix = $"{line.Source.PadRight(nameWidth)} {line.Time.ToLocalTime():HH:mm:ss.fff}";
            screen.Log(prefix, ColourOf(line.Source), WithoutControls(line.Text));
        }
    }

    private string ColourOf(string source)
    {
        if (!_seen.Contains(source))
        {
            _seen.Add(source);
        }

        return Colours[_seen.IndexOf(source) % Colours.Length];
    }

    // A log may hold what a stranger sent; it must not be able to move the cursor or rename the window.
    private static string WithoutControls(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0
            ? text
            : string.Concat(text.EnumerateRunes().Select(static rune => Rune.IsControl(rune) && rune.Value != '\t' ? "\uFFFD" : rune.ToString()));
}
