using System.Globalization;
using Aspire.V1;
using Google.Protobuf.WellKnownTypes;

namespace DeploymentFlex.Cli.Run;

/// <summary>One resource of a running AppHost; states and health have Aspire's names.</summary>
internal sealed record RunResource
{
    /// <summary>How often a resource may end before it is said to fail instead of to start.</summary>
    private const int ToleratedRestarts = 4;

    /// <summary>For people; unique in the run.</summary>
    public required string Name { get; init; }

    /// <summary>For requests to the resource service.</summary>
    public string Id { get; init; } = "";

    /// <summary>As the AppHost's model names it; replicas have it in common.</summary>
    public string DisplayName { get; init; } = "";

    public string Type { get; init; } = "project";

    public string State { get; init; } = "Unknown";

    public string Health { get; init; } = "Unknown";

    public string? HealthDetail { get; init; }

    public IReadOnlyList<string> Urls { get; init; } = [];

    public int? Pid { get; init; }

    public int? ExitCode { get; init; }

    public int Restarts { get; init; }

    /// <summary>When it was started last, or when it ended.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Healthy, if by a fallback, or a task that was to end and did so well.</summary>
    public bool IsReady => Is(State, "Running") ? (Is(Health, "Healthy") || Is(Health, "Degraded")) : Is(State, "Finished") && ExitCode == 0;

    public bool HasFailed =>
        Is(State, "FailedToStart") || (Is(State, "Finished") && ExitCode > 0) || Restarts >= ToleratedRestarts;

    /// <summary>Where the resource stands, in the fewest words.</summary>
    public string Summary =>
        Is(State, "Running") ? Health.ToLowerInvariant()
        : ExitCode is { } code ? $"{Words(State)}, exit code {code}"
        : Words(State);

    /// <summary>What the resource service says of it.</summary>
    public static RunResource Of(Resource message, string name)
    {
        var state = message.State is { Length: > 0 } known ? known : "NotStarted";
        return new()
        {
            Name = name,
            Id = message.Name,
            DisplayName = message.DisplayName,
            Type = message.ResourceType.ToLowerInvariant(),
            State = state,
            Health = PropertyOf(message, "resource.healthState") ?? "Unknown",
            HealthDetail = message.HealthReports.SelectMany(static report => new[] { report.Description, report.Exception })
                .FirstOrDefault(static text => text.Length > 0),
            Urls = [.. message.Urls.Where(static url => !url.IsInactive).Select(static url => url.FullUrl)],
            Pid = Is(state, "Running") || Is(state, "Stopping") ? NumberOf(message, "executable.pid") : null,
            ExitCode = NumberOf(message, "resource.exitCode"),
            Restarts = NumberOf(message, "executable.restarts") ?? 0,
            Since = (message.StoppedAt ?? message.StartedAt ?? message.CreatedAt)?.ToDateTimeOffset(),
        };
    }

    private static int? NumberOf(Resource message, string property) =>
        int.TryParse(PropertyOf(message, property), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? PropertyOf(Resource message, string name) =>
        message.Properties.FirstOrDefault(property => property.Name == name)?.Value is not { } value ? null : value.KindCase switch
        {
            Value.KindOneofCase.StringValue => value.StringValue,
            Value.KindOneofCase.NumberValue => value.NumberValue.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };

    private static bool Is(string value, string name) => string.Equals(value, name, StringComparison.OrdinalIgnoreCase);

    private static string Words(string state) =>
        Is(state, "FailedToStart") ? "failed to start" : state.ToLowerInvariant();
}
