using System.Text.Json.Serialization;

namespace DeploymentFlex.Cli.Run;

/// <summary>One resource of a running AppHost; states and health have Aspire's names.</summary>
internal sealed record RunResource
{
    /// <summary>How often a resource may end before it is said to fail instead of to start.</summary>
    private const int ToleratedRestarts = 4;

    public required string Name { get; init; }

    public string Type { get; init; } = "project";

    public string State { get; init; } = "Unknown";

    public string Health { get; init; } = "Unknown";

    public string? HealthDetail { get; init; }

    public IReadOnlyList<string> Urls { get; init; } = [];

    public int? Pid { get; init; }

    public int? ExitCode { get; init; }

    public int Restarts { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Healthy, if by a fallback, or a task that was to end and did so well.</summary>
    [JsonIgnore]
    public bool IsReady => Is(State, "Running") ? (Is(Health, "Healthy") || Is(Health, "Degraded")) : Is(State, "Finished") && ExitCode == 0;

    [JsonIgnore]
    public bool HasFailed =>
        Is(State, "FailedToStart") || (Is(State, "Finished") && ExitCode > 0) || Restarts >= ToleratedRestarts;

    /// <summary>Where the resource stands, in the fewest words.</summary>
    [JsonIgnore]
    public string Summary =>
        Is(State, "Running") ? Health.ToLowerInvariant()
        : ExitCode is { } code ? $"{Words(State)}, exit code {code}"
        : Words(State);

    private static bool Is(string value, string name) => string.Equals(value, name, StringComparison.OrdinalIgnoreCase);

    private static string Words(string state) =>
        Is(state, "FailedToStart") ? "failed to start" : state.ToLowerInvariant();
}
