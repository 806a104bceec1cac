using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>A report as text: a line each, with the next step where there is one.</summary>
internal static class DoctorTable
{
    public static IEnumerable<string> Lines(DoctorReport report)
    {
        var subjects = report.Lines.Max(static line => (int?)line.Subject.Length) ?? 0;
        var names = report.Lines.Max(static line => (int?)line.Name.Length) ?? 0;
        yield return $"{report.Service} in {report.Mode} mode";
        foreach (var line in report.Lines)
        {
            yield return $"  {Word(line.Status),-7}  {line.Subject.PadRight(subjects)}  {line.Name.PadRight(names)}  {Text(line)}";
        }

        var problems = report.Lines.Count(static line => line.Status is CheckStatus.Failure);
        yield return report.WouldStart ? "A start would succeed." : $"A start would not succeed: {problems} {(problems == 1 ? "failure" : "failures")}.";
    }

    private static string Text(DoctorLine line) => line.NextStep is null ? line.Seen : $"{line.Seen.TrimEnd('.')}. {line.NextStep}";

    private static string Word(CheckStatus status) => status.ToString().ToLowerInvariant();
}
