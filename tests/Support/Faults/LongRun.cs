using System.Globalization;
using Xunit;

namespace DeploymentFlex.TestSupport.Faults;

/// <summary>What benchmarks/faults.sh asks of every run: more operations, more outages, and a line of figures.</summary>
internal static class LongRun
{
    /// <summary>How many operations; null for what the test says.</summary>
    public static int? Operations { get; } = Read("FLEX_FAULT_OPERATIONS");

    /// <summary>How often each outage comes.</summary>
    public static int Rounds { get; } = Read("FLEX_FAULT_ROUNDS") ?? 1;

    /// <summary>Adds the figures of this test to the file that <c>FLEX_FAULT_FIGURES</c> names.</summary>
    public static void Write(WorkloadReport report)
    {
        if (Environment.GetEnvironmentVariable("FLEX_FAULT_FIGURES") is { Length: > 0 } path)
        {
            File.AppendAllText(path, $"{TestContext.Current.Test?.TestDisplayName}: {report}{Environment.NewLine}");
        }
    }

    private static int? Read(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
