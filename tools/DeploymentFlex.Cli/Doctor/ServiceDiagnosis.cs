using System.Text.Json;

namespace DeploymentFlex.Cli.Doctor;

/// <summary>What the <c>doctor</c> of one service said.</summary>
internal sealed record ServiceDiagnosis
{
    public string Service { get; init; } = "";

    public string? Mode { get; init; }

    /// <summary>Whether a start of it would succeed.</summary>
    public bool WouldStart { get; init; }

    public IReadOnlyList<DoctorLine> Lines { get; init; } = [];

    /// <summary>Reads the document among what the service wrote. One that came no further than its settings says what is wrong with them.</summary>
    public static ServiceDiagnosis Read(string service, ChildResult result)
    {
        var document = result.Lines.LastOrDefault(static line => line.StartsWith("{\"service\":", StringComparison.Ordinal));
        if (document is not null)
        {
            return JsonSerializer.Deserialize(document, FlexJson.Default.ServiceDiagnosis)!;
        }

        var lines = result.Lines.Where(static line => line.Length > 0 && !line.EndsWith("not in order:", StringComparison.Ordinal)).ToList();
        return new ServiceDiagnosis
        {
            Service = service,
            Lines = [.. (lines.Count > 0 ? lines : [$"ended with exit code {result.ExitCode} and said nothing"]).Select(static line => Failure("settings", line.Trim()))],
        };
    }

    private static DoctorLine Failure(string subject, string seen) => new() { Subject = subject, Name = "values", Status = "failure", Seen = seen };
}
