using Xunit;

namespace DeploymentFlex.TestSupport.Faults;

/// <summary>What only root may do on Linux. Elsewhere the test is skipped, or fails where the run must be complete.</summary>
internal static class RootOnly
{
    public static void Require(string what)
    {
        var reason = $"{what} need Linux and root.";
        var isComplete = Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1";
        Assert.SkipUnless(isComplete || (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess), reason);
        Assert.True(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, reason);
    }
}
