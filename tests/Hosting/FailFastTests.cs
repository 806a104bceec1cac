using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Hosting.Tests;

public sealed class FailFastTests : IDisposable
{
    // Shared by the whole process, and set to 1 where everything is stopped.
    private readonly int _exitCode = Environment.ExitCode;

    [Fact]
    public async Task The_first_resource_that_does_not_start_stops_everything_and_its_last_lines_are_said()
    {
        await using var model = new TestModel("--FailFast", "true");
        var stopping = await BeginAsync(model);
        model.Application.Services.GetRequiredService<ResourceLoggerService>().GetLogger(model.Gateway.Resource).LogError("there is no route");

        await PublishAsync(model, KnownResourceStates.FailedToStart, exitCode: 78);

        await EndsAsync(stopping);
        Environment.ExitCode.ShouldBe(1);
        var said = model.Messages.All.Where(static message => message.Contains("--fail-fast", StringComparison.Ordinal)).ShouldHaveSingleItem();
        said.ShouldStartWith("gateway fails, and everything stops (--fail-fast). It stopped with exit code 78.");
        said.ShouldContain("there is no route");
    }

    [Fact]
    public async Task A_resource_that_is_started_again_may_crash_three_times()
    {
        await using var model = new TestModel("--FailFast", "true");
        var stopping = await BeginAsync(model);

        for (var crash = 1; crash <= 4; crash++)
        {
            stopping.IsCancellationRequested.ShouldBeFalse();
            await PublishAsync(model, KnownResourceStates.Starting, exitCode: null);
            await PublishAsync(model, KnownResourceStates.Exited, exitCode: 3);
        }

        await EndsAsync(stopping);
    }

    [Fact]
    public async Task A_resource_that_is_not_healthy_in_time_stops_everything()
    {
        await using var model = new TestModel("--FailFast", "true", "--FailFast:Within", "00:00:01");
        var stopping = await BeginAsync(model);

        await PublishAsync(model, KnownResourceStates.Starting, exitCode: null);

        await EndsAsync(stopping);
        model.Messages.All.Where(static message => message.Contains("--fail-fast", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("It is Starting and not healthy after 1 s.");
    }

    [Fact]
    public async Task A_wrong_duration_refuses_the_start()
    {
        await using var model = new TestModel("--FailFast", "true", "--FailFast:Within", "soon");

        (await Should.ThrowAsync<DistributedApplicationException>(model.PublishBeforeStartAsync)).Message
            .ShouldBe("FailFast:Within: 'soon' is not a duration. Allowed: hours, minutes and seconds, such as 00:03:00.");
    }

    public void Dispose() => Environment.ExitCode = _exitCode;

    private static async Task<CancellationToken> BeginAsync(TestModel model)
    {
        await model.PublishBeforeStartAsync();
        return model.Application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    }

    private static Task PublishAsync(TestModel model, string state, int? exitCode) =>
        model.Application.ResourceNotifications.PublishUpdateAsync(
            model.Gateway.Resource, snapshot => snapshot with { State = state, ExitCode = exitCode });

    private static async Task EndsAsync(CancellationToken stopping)
    {
        var ended = new TaskCompletionSource();
        await using var registration = stopping.Register(ended.SetResult);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
