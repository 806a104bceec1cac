using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

public class RunResourceTests
{
    [Theory]
    [InlineData("Running", "Healthy", null, 0, true, false)]
    [InlineData("Running", "Degraded", null, 0, true, false)]
    [InlineData("Running", "Unhealthy", null, 0, false, false)]
    [InlineData("Running", "Unknown", null, 0, false, false)]
    [InlineData("Waiting", "Unknown", null, 0, false, false)]
    [InlineData("Finished", "Unknown", 0, 0, true, false)]
    [InlineData("Finished", "Unknown", 3, 0, false, true)]
    [InlineData("FailedToStart", "Unknown", 78, 0, false, true)]
    [InlineData("Exited", "Unknown", 134, 1, false, false)]
    [InlineData("Exited", "Unknown", 134, 4, false, true)]
    public void Ready_and_failed_follow_from_state_health_and_restarts(
        string state, string health, int? exitCode, int restarts, bool ready, bool failed)
    {
        var resource = new RunResource { Name = "cases", State = state, Health = health, ExitCode = exitCode, Restarts = restarts };

        resource.IsReady.ShouldBe(ready);
        resource.HasFailed.ShouldBe(failed);
    }
}
