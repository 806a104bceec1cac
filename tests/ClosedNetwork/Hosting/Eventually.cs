using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.TestSupport;

namespace Aspire.Hosting.Tests;

/// <summary>Waits on conditions of other processes, which tell nobody when they come true.</summary>
internal static class Eventually
{
    public static Task Holds(Func<bool> condition, string what) => Until.TrueAsync(condition, what);

    /// <summary>The process ids in files, which appear once their processes run.</summary>
    public static async Task<int[]> ProcessesIn(params string[] files)
    {
        await Holds(() => files.All(static file => File.Exists(file) && new FileInfo(file).Length > 0), "the services run");
        return [.. files.Select(static file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture))];
    }

    public static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && !IsZombie(processId);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Where nobody collects orphans, as in some containers, an ended process keeps its number.
    private static bool IsZombie(int processId)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
