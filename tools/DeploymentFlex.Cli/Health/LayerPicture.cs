using System.Text;
using Spectre.Console;

namespace DeploymentFlex.Cli.Health;

/// <summary>
/// A layer's chain as one line: <c>cache  redis (open) → [memory]   degraded since 10:02:11</c>. The active provider
/// stands in brackets and states are words, so that the picture says the same without colour.
/// </summary>
internal static class LayerPicture
{
    /// <summary>The line in Spectre's markup.</summary>
    public static string Draw(LayerHealth layer, int nameWidth, DateTimeOffset now)
    {
        var text = new StringBuilder(layer.Layer.PadRight(nameWidth)).Append("  ");
        text.AppendJoin(" → ", layer.Chain.Select(Draw));
        if (Note(layer, now) is { Length: > 0 } note)
        {
            text.Append("   ").Append(note);
        }

        return text.ToString();
    }

    /// <summary>Why providers of the layer do not serve, each as a line without markup.</summary>
    public static IEnumerable<string> Reasons(LayerHealth layer) =>
        from link in layer.Chain
        where link.State is "open" or "recovering" && link.LastError?.Message is { Length: > 0 }
        select $"{link.Provider}: {link.LastError!.Message}";

    private static string Note(LayerHealth layer, DateTimeOffset now)
    {
        var state = layer switch
        {
            { Active: null, Required: true } => "[red]nothing serves it[/]",
            { Active: null } => "nothing serves it",
            { Degraded: true } => "[yellow]degraded[/]",
            _ => "",
        };
        var since = layer.Since is { } at ? $"[grey]since {Clock.Format(at, now)}[/]" : "";
        return $"{state} {since} {Waiting(layer.Waiting)}".Trim();
    }

    private static string Waiting(WaitingItems? waiting) => waiting switch
    {
        null => "",
        { Refused: 0 } => $"[yellow]({waiting.Items} wait for the primary)[/]",
        _ => $"[yellow]({waiting.Items} wait for the primary, {waiting.Refused} of them refused: flex journal list)[/]",
    };

    private static string Draw(LinkHealth link)
    {
        var provider = Markup.Escape(link.Provider);
        return link.State switch
        {
            "active" => $"[green][[{provider}]][/]",
            "standby" => provider,
            "open" => $"[red][strikethrough]{provider}[/] (open)[/]",
            _ => $"[yellow]{provider} ({Markup.Escape(link.State)})[/]",
        };
    }
}
