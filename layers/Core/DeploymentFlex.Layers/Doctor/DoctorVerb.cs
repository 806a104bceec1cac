using System.Text.Json;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>The verb <c>doctor</c>: says whether this instance would start, and what to do where it would not.</summary>
internal sealed class DoctorVerb(DeploymentDoctor doctor) : IServiceVerb
{
    public string Name => "doctor";

    /// <returns>0 when a start would succeed, else <see cref="LayerStartup.ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var (json, brought) = Read(arguments);
        var report = await doctor.ExamineAsync(brought, cancellationToken);
        if (json)
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

    private static (bool Json, IReadOnlySet<string> Brought) Read(IReadOnlyList<string> arguments)
    {
        var json = false;
        var brought = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--json")
            {
                json = true;
            }
            else if (arguments[i] is "--brought" && i + 1 < arguments.Count && Layer.All.Contains(arguments[i + 1], StringComparer.OrdinalIgnoreCase))
            {
                brought.Add(arguments[++i]);
            }
            else
            {
                throw new VerbUsageException(
                    $"doctor {arguments[i]}: is not understood. Allowed: --json, --brought <layer> for one whose server is started with the services ({string.Join(", ", Layer.All).ToLowerInvariant()}).");
            }
        }

        return (json, brought);
    }
}
