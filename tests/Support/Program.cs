using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DeploymentFlex.TestSupport;

/// <summary>Runs a program of the machine to its end.</summary>
public static partial class Program
{
    /// <summary>The first version number in what the program prints.</summary>
    public static string VersionOf(params string[] command) => VersionNumber().Match(Run(command)).Value;

    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, and why.</exception>
    public static string Run(params string[] command)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"{string.Join(' ', command)}: {error}");
    }

    [GeneratedRegex(@"\d+(\.\d+)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
