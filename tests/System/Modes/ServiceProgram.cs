using System.Diagnostics;

namespace DeploymentFlex.System.Tests.Modes;

/// <summary>A program of this checkout, run to its end with the variables of a deployment.</summary>
internal static class ServiceProgram
{
    /// <summary>Runs a verb of a service; its name as the folder under services/ has it.</summary>
    public static Task<(int Code, string Said)> RunAsync(
        string service, IEnumerable<KeyValuePair<string, string>> variables, string? input, params IEnumerable<string> verb) =>
        RunAsync(Repository.Service(service), Path.GetDirectoryName(Repository.Service(service))!, variables, input, verb);

    /// <summary>Runs any program of ours, and returns its exit code with all that it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(
        string assembly, string folder, IEnumerable<KeyValuePair<string, string>> variables, string? input, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}
