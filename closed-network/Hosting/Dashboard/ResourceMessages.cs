using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;
using Google.Protobuf.WellKnownTypes;
using HealthStatus = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Aspire.Hosting.Dashboard;

/// <summary>Puts what is known of a resource into the resource service's words.</summary>
internal sealed class ResourceMessages(DistributedApplicationModel model, ResourceCommandService commands, ProcessWarden warden)
{
    /// <summary>
    /// Tells this run's resources and their telemetry from those of other runs: the dashboard finds a resource's telemetry
    /// by its name and this.
    /// </summary>
    public string Instance { get; } = warden.RunId[..8];

    /// <summary>The resource of a name on the wire, or of its own.</summary>
    public IResource? Find(string name) => model.Resources.FirstOrDefault(
        resource => string.Equals(NameOf(resource), name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase));

    public V1.Resource Describe(ResourceEvent update)
    {
        var (resource, snapshot) = (update.Resource, update.Snapshot);
        var message = new V1.Resource
        {
            Name = NameOf(resource),
            DisplayName = resource.Name,
            Uid = NameOf(resource),
            ResourceType = snapshot.ResourceType,
            State = snapshot.State?.Text ?? "",
            StateStyle = snapshot.State?.Style ?? StyleOf(snapshot),
            IsHidden = snapshot.IsHidden,
            CreatedAt = TimeOf(snapshot.CreationTimeStamp),
            StartedAt = TimeOf(snapshot.StartTimeStamp),
            StoppedAt = TimeOf(snapshot.StopTimeStamp),
        };
        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(static variable =>
            new V1.EnvironmentVariable { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec }));
        message.Urls.AddRange(snapshot.Urls.Select(static url => new V1.Url
        {
            EndpointName = url.Name ?? "",
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            DisplayProperties = new V1.UrlDisplayProperties(),
        }));
        message.HealthReports.AddRange(snapshot.HealthReports.Select(Describe));
        message.Properties.AddRange(PropertiesOf(resource, snapshot).Select(Describe));
        message.Relationships.AddRange(RelationsOf(resource));
        message.Commands.AddRange(resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => Describe(command, snapshot)));
        return message;
    }

    private string NameOf(IResource resource) => $"{resource.Name}-{Instance}";

    private static string StyleOf(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.FailedToStart ? "error" : "";

    private static Timestamp? TimeOf(DateTime? time) => time is { } utc ? Timestamp.FromDateTime(utc.ToUniversalTime()) : null;

    private static V1.HealthReport Describe(HealthReportSnapshot report)
    {
        var message = new V1.HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = TimeOf(report.LastRunAt),
        };
        if (report.Status is { } status)
        {
            message.Status = status switch
            {
                HealthStatus.Healthy => V1.HealthStatus.Healthy,
                HealthStatus.Degraded => V1.HealthStatus.Degraded,
                _ => V1.HealthStatus.Unhealthy,
            };
        }

        return message;
    }

    // The first ones are those that Aspire gives every resource.
    private IEnumerable<ResourcePropertySnapshot> PropertiesOf(IResource resource, CustomResourceSnapshot snapshot) =>
    [
        new("resource.uid", NameOf(resource)),
        new("resource.name", NameOf(resource)),
        new("resource.type", snapshot.ResourceType),
        new("resource.displayName", resource.Name),
        new("resource.state", snapshot.State?.Text),
        new("resource.exitCode", snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture)),
        new("resource.createTime", Text(snapshot.CreationTimeStamp)),
        new("resource.startTime", Text(snapshot.StartTimeStamp)),
        new("resource.stopTime", Text(snapshot.StopTimeStamp)),
        new("resource.healthState", snapshot.HealthStatus?.ToString()),
        .. snapshot.Properties,
    ];

    private static string? Text(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static V1.ResourceProperty Describe(ResourcePropertySnapshot property) =>
        new() { Name = property.Name, Value = ValueOf(property.Value), IsSensitive = property.IsSensitive };

    private static Value ValueOf(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        int number => Value.ForNumber(number),
        IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(ValueOf)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static IEnumerable<V1.ResourceRelationship> RelationsOf(IResource resource) =>
        resource.Annotations.SelectMany(static annotation => annotation switch
        {
            EndpointReferenceAnnotation reference => [(reference.Resource.Name, "Reference")],
            WaitAnnotation wait => [(wait.Resource.Name, "WaitFor")],
            ResourceRelationshipAnnotation relation => [(relation.Resource.Name, relation.Type)],
            _ => Array.Empty<(string Name, string Type)>(),
        })
        .Distinct()
        .Select(static relation => new V1.ResourceRelationship { ResourceName = relation.Name, Type = relation.Type });

    private V1.ResourceCommand Describe(ResourceCommandAnnotation command, CustomResourceSnapshot snapshot) => new()
    {
        Name = command.Name,
        DisplayName = command.DisplayName,
        DisplayDescription = command.DisplayDescription ?? "",
        ConfirmationMessage = command.ConfirmationMessage ?? "",
        IconName = command.IconName ?? "",
        IconVariant = command.IconVariant is IconVariant.Filled ? V1.IconVariant.Filled : V1.IconVariant.Regular,
        IsHighlighted = command.IsHighlighted,
        State = commands.StateOf(command, snapshot) switch
        {
            ResourceCommandState.Enabled => V1.ResourceCommandState.Enabled,
            ResourceCommandState.Disabled => V1.ResourceCommandState.Disabled,
            _ => V1.ResourceCommandState.Hidden,
        },
    };
}
