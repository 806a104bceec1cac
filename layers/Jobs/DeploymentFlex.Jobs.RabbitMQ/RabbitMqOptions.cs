using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>A queue on RabbitMQ: <c>Layers:Jobs:rabbitmq</c>.</summary>
public sealed class RabbitMqOptions : IValidatableObject, INamesEndpoints
{
    /// <summary><c>amqp://user:password@host:port/vhost</c>, <c>amqps</c> for TLS; <c>ConnectionStrings:queue</c> unless set.</summary>
    public string? Url { get; set; }

    /// <summary>The name of the queue; one for each job queue on the server.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,128}$", ErrorMessage = "must be 1 to 128 letters, digits, dots, dashes or underscores.")]
    public string Queue { get; set; } = "deploymentflex.jobs";

    /// <summary>The most jobs that wait, run or are dead; more are refused.</summary>
    [Range(1, 10_000_000)]
    public int MaxJobs { get; set; } = 100_000;

    /// <summary>How long the id of a job that is done is remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan DoneRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many jobs that are done are remembered at most.</summary>
    [Range(0, 1_000_000)]
    public int DoneLimit { get; set; } = 10_000;

    /// <summary>The messages that the server hands over before one of them must have left: at most what the protocol has room for.</summary>
    internal ushort Prefetch { get; init; } = ushort.MaxValue;

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints
    {
        get
        {
            var address = Address;
            yield return new NamedEndpoint(address.Host, address.Port < 0 ? address.Scheme is "amqps" ? 5671 : 5672 : address.Port);
        }
    }

    internal Uri Address => new(Url!);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "amqp" or "amqps" && url.Host.Length > 0))
        {
            yield return new("must be set to amqp://user:password@host:port/vhost, or amqps:// for TLS.", [nameof(Url)]);
        }
    }
}
