using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>One line of a report: a check, and whose it is.</summary>
/// <param name="Subject"><c>settings</c>, a chain such as <c>cache</c>, or a provider in one, such as <c>cache/redis</c>.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">What it came to, for a start of this service.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="NextStep">What to do about it, or null.</param>
public sealed record DoctorLine(string Subject, string Name, CheckStatus Status, string Seen, string? NextStep)
{
    internal static DoctorLine Of(string subject, Check check) => new(subject, check.Name, check.Status, check.Seen, check.NextStep);

    /// <summary>The line as a warning: the start gets by without it, and how.</summary>
    internal DoctorLine Survived(string how) => Status is CheckStatus.Failure
        ? this with { Status = CheckStatus.Warning, NextStep = $"{how} {NextStep}".TrimEnd() }
        : this;
}
