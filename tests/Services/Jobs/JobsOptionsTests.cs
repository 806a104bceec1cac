using DeploymentFlex.Services.Jobs;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Tests.Jobs;

public sealed class JobsOptionsTests
{
    [Theory]
    [InlineData("Jobs:Concurrency", "0", "Concurrency")]
    [InlineData("Jobs:Visibility", "00:00:00", "Visibility")]
    [InlineData("Jobs:MaxAttempts", "0", "MaxAttempts")]
    [InlineData("Jobs:Handlers:test.work", "nowhere", "Jobs:Handlers:test.work")]
    [InlineData("Jobs:Backoff:Initial", "01:00:00", "Jobs:Backoff:Max")]
    [InlineData("Jobs:Backoff:Max", "00:00:00", "Jobs:Backoff:Max")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string name, string value, string named)
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(
            JobsHost.StartAsync(new Uri("http://127.0.0.1:1/"), (name, value)));

        error.Message.ShouldContain(named);
    }

    [Theory]
    [InlineData(1, 0.0, 1000)]
    [InlineData(1, 1.0, 500)]
    [InlineData(4, 0.0, 8000)]
    [InlineData(20, 0.0, 300_000)]
    [InlineData(2000, 0.0, 300_000)]
    public void The_pause_doubles_up_to_its_bound(int attempt, double random, int milliseconds) =>
        new BackoffOptions().After(attempt, random).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
}
