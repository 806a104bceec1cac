using System.Diagnostics;

namespace DeploymentFlex.TestSupport;

/// <summary>Runs a program of the machine to its end.</summary>
public static class Program
{
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
}
