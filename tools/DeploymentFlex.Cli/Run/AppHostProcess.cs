using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DeploymentFlex.Cli.Run;

/// <summary>
/// Starts and stops the AppHost. It runs in a session of its own, so that a Ctrl-C in the terminal reaches
/// <c>flex</c> alone, which then asks it to stop; and it outlives <c>flex up --detach</c>.
/// </summary>
internal static class AppHostProcess
{
    private const int Terminate = 15;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <param name="repository">The clone whose AppHost is started.</param>
    /// <param name="folder">Where it says where it can be asked.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Variables to set in place of those of <c>.env</c>; null takes those.</param>
    public static Process Start(
        Repository repository, RunFolder folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        Directory.CreateDirectory(folder.Path);
        List<string> command = ["dotnet", repository.AppHostAssembly, .. arguments];
        var start = OperatingSystem.IsWindows() ? OnWindows(command, folder) : OnUnix(command, folder);
        start.WorkingDirectory = repository.Root;
        start.Environment["FLEX_RUN_FOLDER"] = folder.Path;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in settings is null ? DotEnvFile.Read(repository) : [])
        {
            start.Environment.TryAdd(name, value);
        }

        DashboardAddresses.AddTo(start.Environment);

        return Process.Start(start)!;
    }

    /// <summary>Asks the process to stop, waits, and ends it with everything it started when it does not.</summary>
    /// <returns>Whether it stopped by itself in time.</returns>
    public static async Task<bool> StopAsync(Process process, TimeSpan patience)
    {
        if (OperatingSystem.IsWindows() || Kill(process.Id, Terminate) != 0)
        {
            process.Kill(entireProcessTree: true);
            return true;
        }

        using var limit = new CancellationTokenSource(patience);
        try
        {
            while (!RunningProcess.HasEnded(process))
            {
                await Task.Delay(s_pause, limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
    }

    private static ProcessStartInfo OnUnix(IEnumerable<string> command, RunFolder folder)
    {
        // A pipe would break when flex ends first; setsid is on every Linux, nohup stands in for it on macOS.
        const string Script = """log=$1; shift; exec "$@" > "$log" 2>&1 < /dev/null""";
        var session = OperatingSystem.IsLinux() ? "setsid" : "nohup";
        return new ProcessStartInfo("/bin/sh", ["-c", Script, "flex", folder.AppHostLog, session, .. command]);
    }

    private static ProcessStartInfo OnWindows(IEnumerable<string> command, RunFolder folder)
    {
        var line = string.Join(' ', command.Select(static word => $"\"{word}\""));
        return new ProcessStartInfo("cmd.exe", $"/d /s /c \"{line} > \"{folder.AppHostLog}\" 2>&1\"") { CreateNoWindow = true };
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
