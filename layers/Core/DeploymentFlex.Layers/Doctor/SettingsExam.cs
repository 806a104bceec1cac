using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>What is wrong with the settings, what was noticed while they were read, and what looks like a slip.</summary>
internal sealed class SettingsExam(DeploymentNotes notes, LayerChains chains, SettingsSpelling spelling)
{
    private const string Subject = "settings";

    /// <param name="problems">What kept chains from being built, one text a problem.</param>
    public IEnumerable<DoctorLine> Examine(IReadOnlyList<string> problems)
    {
        var checks = problems
            .SelectMany(static problem => problem.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Select(static problem => Split(problem, CheckStatus.Failure))
            .Concat(notes.Notes.Concat(chains.Notes).Select(static note => Split(note, CheckStatus.Warning)))
            .Concat(spelling.Find())
            .ToList();
        return checks.Count == 0
            ? [DoctorLine.Of(Subject, Check.Ok("names and values", "all are known and allowed"))]
            : checks.Select(static check => DoctorLine.Of(Subject, check));
    }

    // "Layers:Cache:redis:Port: must be …" tells the setting, then the problem with what is allowed.
    private static Check Split(string text, CheckStatus status) => text.Split(": ", 2) is [var name, var rest] && !name.Contains(' ', StringComparison.Ordinal)
        ? new Check(name, status, rest)
        : new Check("values", status, text);
}
