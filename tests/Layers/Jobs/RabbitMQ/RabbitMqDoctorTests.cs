using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.Layers.Checks;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

[Collection(RabbitMqShared.Name)]
public sealed class RabbitMqDoctorTests(RabbitMqFixture server)
{
    [Fact]
    public async Task A_server_that_is_as_it_should_be_passes_every_check()
    {
        var checks = await CheckAsync(server.CreateOptions());

        checks.Select(static check => check.Name)
            .ShouldBe([CheckNames.Reachable, CheckNames.Credentials, CheckNames.Permissions, CheckNames.Version]);
        checks.ShouldAllBe(static check => check.Status == CheckStatus.Ok);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        var options = server.CreateOptions();
        options.Url = options.Url!.Replace("kept-in-a-file", "CANARY-wrong", StringComparison.Ordinal);

        var checks = await CheckAsync(options);

        checks[^1].Name.ShouldBe(CheckNames.Credentials);
        checks[^1].Status.ShouldBe(CheckStatus.Failure);
        checks.ShouldNotContain(static check => $"{check}".Contains("CANARY", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Check>> CheckAsync(RabbitMqOptions options)
    {
        await using var queue = new RabbitMqJobQueue(options, TimeProvider.System, NullLogger.Instance);
        var checks = new CheckList();
        await queue.CheckAsync(checks, TestContext.Current.CancellationToken);
        return checks.All;
    }
}
