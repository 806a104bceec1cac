using System.Text.Json;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>The verb <c>doctor</c>: says whether this instance would start, and what to do where it would not.</summary>
internal sealed class DoctorVerb(DeploymentDoctor doctor) : IServiceVerb
{
    public string Name => "doctor";

    /// <returns>0 when a start would succeed, else <see cref="LayerStartup.ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.FirstOrDefault(static word => !word.StartsWith('-')) is { } word)
        {
            throw new SettingsException($"doctor {word}: doctor takes no word but --json.");
        }

        var report = await doctor.ExamineAsync(cancellationToken);
        if (arguments.Contains("--json", StringComparer.Ordinal))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, DoctorJson.Default.DoctorReport));
        }
        else
        {
            foreach (var line in DoctorTable.Lines(report))
            {
                await output.WriteLineAsync(line);
            }
        }

        return report.WouldStart ? 0 : LayerStartup.ExitCode;
    }
}
