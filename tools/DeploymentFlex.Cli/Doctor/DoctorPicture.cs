using DeploymentFlex.Cli.Terminal;
using Spectre.Console;

namespace DeploymentFlex.Cli.Doctor;

/// <summary>Draws what the services' doctors said, a line each; what several say alike is one line that names them.</summary>
internal sealed class DoctorPicture(Screen screen)
{
    public void Draw(DoctorDocument document)
    {
        var modes = document.Services.Select(static service => service.Mode).OfType<string>().Distinct(StringComparer.Ordinal);
        screen.Markup($"[bold]DeploymentFlex[/] in {Markup.Escape(string.Join(", ", modes.DefaultIfEmpty("unknown")))} mode");
        var lines = document.Services
            .SelectMany(static service => service.Lines.Select(line => (Line: line, service.Service)))
            .GroupBy(static item => item.Line, static item => item.Service)
            .OrderBy(static group => Order(group.Key.Subject))
            .ToList();
        var subjects = lines.Max(static group => (int?)group.Key.Subject.Length) ?? 0;
        var names = lines.Max(static group => (int?)group.Key.Name.Length) ?? 0;
        foreach (var group in lines)
        {
            var (line, services) = (group.Key, string.Join(", ", group));
            var who = group.Count() == document.Services.Count ? "" : $"  [grey]{Markup.Escape(services)}[/]";
            screen.Markup($"  {Mark(line)}  {Markup.Escape(line.Subject.PadRight(subjects))}  {Markup.Escape(line.Name.PadRight(names))}  {Markup.Escape(line.Seen)}{who}");
            if (line.NextStep is { } next)
            {
                screen.Line($"             {new string(' ', subjects + names)}  → {next}");
            }
        }

        DrawVerdict(document);
    }

    private void DrawVerdict(DoctorDocument document)
    {
        var failing = document.Services.Where(static service => !service.WouldStart).Select(static service => service.Service).ToList();
        screen.Line();
        screen.Markup(failing.Count == 0 ? "[green]A start would succeed.[/]" : $"[red]A start would not succeed:[/] {Markup.Escape(string.Join(", ", failing))}.");
    }

    // The settings first, for the rest follows from them; then the layers in the order in which services tell them.
    private static int Order(string subject) => subject is "settings" ? 0 : subject.StartsWith("schema", StringComparison.Ordinal) ? 2 : 1;

    private static string Mark(DoctorLine line) => line.Status switch
    {
        "ok" => "[green]ok     [/]",
        "warning" => "[yellow]warning[/]",
        _ => "[red]failure[/]",
    };
}
