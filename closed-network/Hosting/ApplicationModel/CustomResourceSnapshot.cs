using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment. Times are UTC.</summary>
public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public bool IsHidden { get; init; }

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Null while the resource does not run; the worst of the reports, where one without an answer counts as unhealthy.</summary>
    public HealthStatus? HealthStatus
    {
        get
        {
            if (State?.Text != KnownResourceStates.Running)
            {
                return null;
            }

            return HealthReports.IsEmpty
                ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
                : HealthReports.Min(static report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
        }
    }
}
