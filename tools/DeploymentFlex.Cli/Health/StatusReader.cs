using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Health;

/// <summary>Puts together what the AppHost says about its resources and what each service says about its layers.</summary>
internal sealed class StatusReader(HealthReader health)
{
    public async Task<StatusDocument> ReadAsync(
        RunState run, IReadOnlyList<RunResource> resources, CancellationToken cancellationToken) => new()
    {
        Running = true,
        Healthy = resources.Count > 0 && resources.All(static resource => resource.IsReady),
        Mode = run.Mode,
        Feed = run.Feed,
        Pid = run.Pid,
        StartedAt = run.StartedAt,
        Gateway = run.Gateway,
        Console = run.Console,
        Dashboard = run.Dashboard,
        Services = await Task.WhenAll(resources.Select(resource => ReadAsync(resource, cancellationToken))),
    };

    private async Task<ServiceStatus> ReadAsync(RunResource resource, CancellationToken cancellationToken)
    {
        // Servers behind the layers are not ours to ask.
        var answer = resource is { Type: "project", Pid: not null, Urls: [var address, ..] } ? await health.ReadAsync(address, cancellationToken) : null;
        return new()
        {
            Name = resource.Name,
            State = resource.State,
            Health = resource.Health,
            HealthDetail = resource.HealthDetail,
            Urls = resource.Urls,
            Pid = resource.Pid,
            ExitCode = resource.ExitCode,
            Restarts = resource.Restarts,
            Since = resource.Since,
            Status = answer?.Status,
            Layers = answer?.Layers ?? [],
            Errors = answer?.Errors ?? [],
        };
    }
}
