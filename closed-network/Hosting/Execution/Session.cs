using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Execution;

/// <summary>Starts and signals processes apart from this one's terminal, so that Ctrl-C reaches this process alone and the order of a stop is ours.</summary>
internal static partial class Session
{
    private const int Sigterm = 15;
    private const int Sigkill = 9;

    // Part of util-linux and BusyBox; macOS has none, where Ctrl-C reaches every process at once.
    private static readonly string? s_setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    /// <summary>A start in a session of its own where the system can do that; the process id is the program's either way.</summary>
    public static ProcessStartInfo OfItsOwn(string program, IEnumerable<string> arguments) =>
        s_setsid is null ? new ProcessStartInfo(program, arguments) : new ProcessStartInfo(s_setsid, [program, .. arguments]);

    /// <summary>Asks a process and its descendants to end. Windows knows no such request: there it ends at once.</summary>
    public static void Terminate(Process process) => Signal(process, Sigterm);

    public static void Kill(Process process) => Signal(process, Sigkill);

    private static void Signal(Process process, int signal)
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else if (s_setsid is null || Send(-process.Id, signal) != 0)
        {
            _ = Send(process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int processId, int signal);
}
