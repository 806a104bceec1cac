using Aspire.Hosting.Execution;
using DeploymentFlex.Conformance.Time;

namespace Aspire.Hosting.Tests;

public sealed class RestartPolicyTests
{
    private readonly ManualTime _clock = new();

    [Fact]
    public void Pauses_double_up_to_a_limit_and_then_there_are_no_more_restarts()
    {
        var policy = new RestartPolicy(_clock);

        var pauses = Enumerable.Range(0, RestartPolicy.Limit + 1).Select(_ => policy.Next(exitCode: 1)?.TotalSeconds).ToArray();

        pauses.ShouldBe([0.25, 0.5, 1, 2, 4, 8, 8, 8, null]);
    }

    [Fact]
    public void A_process_that_did_well_for_a_while_begins_anew()
    {
        var policy = new RestartPolicy(_clock);
        policy.Next(exitCode: 1);
        policy.Next(exitCode: 1);

        policy.BecameHealthy();
        _clock.Advance(TimeSpan.FromSeconds(5));

        policy.Next(exitCode: 137).ShouldBe(TimeSpan.FromSeconds(0.25));
    }

    [Fact]
    public void A_process_that_is_healthy_for_a_moment_only_does_not()
    {
        var policy = new RestartPolicy(_clock);
        policy.Next(exitCode: 1);

        policy.BecameHealthy();
        _clock.Advance(TimeSpan.FromSeconds(4));

        policy.Next(exitCode: 1).ShouldBe(TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RestartPolicy.WrongSettings)]
    public void An_end_that_a_restart_would_not_mend_is_final(int exitCode) =>
        new RestartPolicy(_clock).Next(exitCode).ShouldBeNull();
}
