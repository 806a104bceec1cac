using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Hosting.RunFolders;

namespace DeploymentFlex.Hosting.Tests.RunFolders;

public sealed class RunResourcesTests
{
    private readonly ManualTime _clock = new();
    private readonly ProjectResource _cases = new("cases");
    private readonly RunResources _resources;

    public RunResourcesTests() => _resources = new RunResources(_clock);

    [Fact]
    public void A_running_resource_has_its_process_its_address_and_its_health()
    {
        Apply(KnownResourceStates.Running, processId: 17);

        var cases = _resources.All.ShouldHaveSingleItem();
        cases.Name.ShouldBe("cases");
        cases.Type.ShouldBe("project");
        cases.State.ShouldBe("Running");
        cases.Health.ShouldBe("Healthy");
        cases.Urls.ShouldBe(["http://localhost:5123"]);
        cases.Pid.ShouldBe(17);
        cases.Restarts.ShouldBe(0);
    }

    [Fact]
    public void A_resource_that_has_ended_has_no_process()
    {
        Apply(KnownResourceStates.Running, processId: 17);
        Apply(KnownResourceStates.Exited, processId: 17, exitCode: 137);

        var cases = _resources.All.ShouldHaveSingleItem();
        cases.Pid.ShouldBeNull();
        cases.ExitCode.ShouldBe(137);
        cases.Health.ShouldBe("Unknown");
    }

    [Fact]
    public void Each_start_after_an_end_is_a_restart()
    {
        Apply(KnownResourceStates.Starting);
        foreach (var _ in new[] { 1, 2 })
        {
            Apply(KnownResourceStates.Running, processId: 17);
            Apply(KnownResourceStates.Exited, exitCode: 1);
            Apply(KnownResourceStates.Starting);
        }

        _resources.All.ShouldHaveSingleItem().Restarts.ShouldBe(2);
    }

    [Fact]
    public void The_time_is_that_of_the_state_and_not_of_the_latest_news()
    {
        Apply(KnownResourceStates.Running, processId: 17);
        var since = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(3));

        Apply(KnownResourceStates.Running, processId: 17).ShouldBeFalse();
        Apply(KnownResourceStates.Running, processId: 18).ShouldBeTrue();
        _resources.All.ShouldHaveSingleItem().Since.ShouldBe(since);

        Apply(KnownResourceStates.Stopping, processId: 18).ShouldBeTrue();
        _resources.All.ShouldHaveSingleItem().Since.ShouldBe(since.AddSeconds(3));
    }

    [Fact]
    public void Hidden_resources_are_left_out()
    {
        _resources.Apply(new ResourceEvent(_cases, "cases", Snapshot(KnownResourceStates.Running) with { IsHidden = true })).ShouldBeFalse();

        _resources.All.ShouldBeEmpty();
    }

    private bool Apply(string state, int? processId = null, int? exitCode = null) =>
        _resources.Apply(new ResourceEvent(_cases, "cases", Snapshot(state, processId, exitCode)));

    private static CustomResourceSnapshot Snapshot(string state, int? processId = null, int? exitCode = null)
    {
        var properties = processId is null
            ? ImmutableArray<ResourcePropertySnapshot>.Empty
            : [new ResourcePropertySnapshot("executable.pid", processId)];
        return new CustomResourceSnapshot
        {
            ResourceType = "Project",
            Properties = properties,
            State = state,
            ExitCode = exitCode,
            Urls = [new UrlSnapshot("http", "http://localhost:5123", IsInternal: false)],
        };
    }
}
