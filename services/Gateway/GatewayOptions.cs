using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Circuits;

namespace DeploymentFlex.Services.Gateway;

/// <summary>The settings of the gateway: section <c>Gateway</c>.</summary>
public sealed class GatewayOptions : IValidatableObject
{
    public const string Section = "Gateway";

    /// <summary>How long a request may go on without a byte moving in either direction; then it is answered with 504.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long connecting to a service may take; then it is answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What a 503 names as the time to try again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>When a service is taken for unreachable, and how often a request is let through to see whether it is back.</summary>
    public CircuitOptions Circuit { get; set; } = new() { ProbeInterval = TimeSpan.FromSeconds(1), ProbesToClose = 1 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Check(nameof(RateLimit), RateLimit), .. Check(nameof(Circuit), Circuit)];

    private static List<ValidationResult> Check(string name, object options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return problems.ConvertAll(problem => new ValidationResult(
            $"{Section}:{name}:{string.Join('/', problem.MemberNames)} {problem.ErrorMessage}", [name]));
    }
}
