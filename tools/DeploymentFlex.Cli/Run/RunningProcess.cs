using System.ComponentModel;
using System.Diagnostics;

namespace DeploymentFlex.Cli.Run;

/// <summary>Finds a process that was noted down earlier, and no other that has got its id since.</summary>
internal static class RunningProcess
{
    /// <summary>Clocks and rounding: a process may seem to have started this much after its note.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <param name="pid">The id that was noted down.</param>
    /// <param name="notedAt">When; a process that started later is another one.</param>
    /// <param name="repositoryRoot">A folder that its command line names, checked where the system shows command lines.</param>
    public static Process? Find(int pid, DateTimeOffset notedAt, string repositoryRoot)
    {
        Process process;
        try
        {
            process = Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }

        try
        {
            if (!process.HasExited && process.StartTime <= notedAt.LocalDateTime + Tolerance && Names(pid, repositoryRoot))
            {
                return process;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended while it was looked at, or belongs to somebody else.
        }

        process.Dispose();
        return null;
    }

    /// <summary>Whether it is over, also where nobody has asked for its exit code yet, as in a container without an init.</summary>
    public static bool HasEnded(Process process)
    {
        if (process.HasExited || !OperatingSystem.IsLinux())
        {
            return process.HasExited;
        }

        try
        {
            // proc(5): the state follows the name in parentheses; Z is a zombie.
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart().StartsWith("Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool Names(int pid, string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains(folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
