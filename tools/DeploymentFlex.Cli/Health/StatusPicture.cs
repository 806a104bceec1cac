using DeploymentFlex.Cli.Terminal;
using Spectre.Console;

namespace DeploymentFlex.Cli.Health;

/// <summary>Draws the status: addresses, then each service, with the chains of its layers below it when asked for.</summary>
internal sealed class StatusPicture(Screen screen, TimeProvider time)
{
    private readonly DateTimeOffset _now = time.GetUtcNow();

    public void Draw(StatusDocument status, bool withLayers)
    {
        var started = status.StartedAt is { } at ? $", up since {Clock.Format(at, _now)}" : "";
        screen.Markup($"[bold]DeploymentFlex[/] in {Markup.Escape(status.Mode ?? "unknown")} mode{started}");
        DrawAddresses(status);
        screen.Line();

        var nameWidth = status.Services.Max(static service => (int?)service.Name.Length) ?? 0;
        var layerWidth = status.Services.SelectMany(static service => service.Layers).Max(static layer => (int?)layer.Layer.Length) ?? 0;
        foreach (var service in status.Services)
        {
            DrawService(service, nameWidth);
            foreach (var layer in withLayers ? service.Layers : [])
            {
                DrawLayer(layer, layerWidth);
            }
        }
    }

    private void DrawAddresses(StatusDocument status)
    {
        foreach (var (name, address) in new[] { ("gateway", status.Gateway), ("console", status.Console), ("dashboard", status.Dashboard) })
        {
            if (address is not null)
            {
                screen.Line($"  {name,-9}  {address}");
            }
        }
    }

    private void DrawService(ServiceStatus service, int nameWidth)
    {
        var name = Markup.Escape(service.Name.PadRight(nameWidth));
        var urls = Markup.Escape(string.Join(' ', service.Urls));
        screen.Markup($"{Mark(service)} [bold]{name}[/]  {Markup.Escape(Word(service)),-9}  {urls}{Ending(service)}");
        if (service.HealthDetail is { Length: > 0 } detail && service.Status is not "healthy")
        {
            screen.Line($"    {detail}");
        }

        if (service.Errors is [var last, ..])
        {
            var count = service.Errors.Count == 1 ? "1 critical error" : $"{service.Errors.Count} critical errors";
            screen.Line($"    {count}, the last at {Clock.Format(last.At, _now)} by {last.Source}: {last.Type ?? "see its log"}");
        }
    }

    private void DrawLayer(LayerHealth layer, int nameWidth)
    {
        screen.Markup($"    {LayerPicture.Draw(layer, nameWidth, _now)}");
        foreach (var reason in LayerPicture.Reasons(layer))
        {
            screen.Line($"    {new string(' ', nameWidth)}  {reason}");
        }
    }

    private static string Word(ServiceStatus service) => service switch
    {
        { Status: { } answer } => answer,
        { State: "Running" } => service.Health.ToLowerInvariant(),
        { State: "FailedToStart" } => "failed to start",
        _ => service.State.ToLowerInvariant(),
    };

    private static string Mark(ServiceStatus service) => Word(service) switch
    {
        "healthy" => "[green]●[/]",
        "degraded" or "starting" or "waiting" => "[yellow]◐[/]",
        _ => "[red]○[/]",
    };

    private static string Ending(ServiceStatus service)
    {
        var code = service.ExitCode is { } exitCode ? $"  exit code {exitCode}" : "";
        return service.Restarts == 0 ? code : $"{code}  [yellow]restarted {service.Restarts} {(service.Restarts == 1 ? "time" : "times")}[/]";
    }
}
