using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.RunFolders;

/// <summary>Turns what the engine publishes of each resource into what <c>state.json</c> says.</summary>
internal sealed class RunResources(TimeProvider time)
{
    private readonly Dictionary<string, RunResource> _resources = new(StringComparer.Ordinal);

    /// <summary>The resources in the order in which they were first heard of.</summary>
    public IReadOnlyList<RunResource> All => [.. _resources.Values];

    /// <summary>Takes in what is now known of a resource; parameters are values, and nothing that runs.</summary>
    /// <returns>Whether anything that the file says has changed.</returns>
    public bool Apply(ResourceEvent update)
    {
        var snapshot = update.Snapshot;
        if (snapshot.IsHidden || update.Resource is ParameterResource)
        {
            return false;
        }

        var name = update.Resource.Name;
        var before = _resources.GetValueOrDefault(name);
        var state = snapshot.State?.Text ?? KnownResourceStates.NotStarted;
        var ran = snapshot.Properties.FirstOrDefault(static property => property.Name == "executable.pid")?.Value as int?;
        var after = new RunResource
        {
            Name = name,
            Type = snapshot.ResourceType.ToLowerInvariant(),
            State = state,
            Health = snapshot.HealthStatus?.ToString() ?? "Unknown",
            HealthDetail = snapshot.HealthReports
                .Select(static report => report.Description ?? report.ExceptionText).FirstOrDefault(static detail => detail is not null),
            Urls = before is not null && before.Urls.SequenceEqual(snapshot.Urls.Select(static url => url.Url), StringComparer.Ordinal)
                ? before.Urls
                : [.. snapshot.Urls.Select(static url => url.Url)],
            Pid = IsAlive(state) ? ran : null,
            ExitCode = snapshot.ExitCode,
            Restarts = (before?.Restarts ?? 0) + (IsRestart(before, state) ? 1 : 0),
            Since = before?.State == state ? before.Since : time.GetUtcNow(),
        };
        _resources[name] = after;
        return after != before;
    }

    private static bool IsAlive(string state) => state == KnownResourceStates.Running || state == KnownResourceStates.Stopping;

    private static bool IsRestart(RunResource? before, string state) =>
        state == KnownResourceStates.Starting && before is not null && KnownResourceStates.TerminalStates.Contains(before.State, StringComparer.Ordinal);
}
