using System.Diagnostics;

namespace DeploymentFlex.Layers.Tests.Support;

/// <summary>The process of tests/CrashHost, which works until it is killed.</summary>
internal static class CrashingProcess
{
    /// <summary>Kills it (SIGKILL) after so many lines, and returns all that it printed; the last may be cut short.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        int lines, IReadOnlyList<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        // It loads the providers beside it, which only this test's list of dependencies knows all.
        var start = new ProcessStartInfo(
            "dotnet", ["exec", "--depsfile", InOutput("DeploymentFlex.Layers.Tests.deps.json"), InOutput("DeploymentFlex.CrashHost.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        var printed = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            printed.Add(line);
            if (printed.Count == lines)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        printed.Count.ShouldBeGreaterThanOrEqualTo(lines, "it ended by itself");
        return printed;
    }

    /// <summary>The ids among the lines; who reads half of one has no acknowledgement.</summary>
    public static IEnumerable<Guid> IdsOf(IEnumerable<string> lines) =>
        lines.Select(static line => Guid.TryParseExact(line, "D", out var id) ? id : (Guid?)null).OfType<Guid>();

    private static string InOutput(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
