using Aspire.V1;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Tests.Dashboard;

namespace DeploymentFlex.Cli.Tests.Run;

public class RunResourcesTests
{
    private readonly RunResources _resources = new();

    public RunResourcesTests()
    {
        var all = new InitialResourceData();
        all.Resources.AddRange([FakeResourceService.Resource("cases", "Starting"), FakeResourceService.Resource("jobs", "Waiting")]);
        _resources.Apply(new WatchResourcesUpdate { InitialData = all });
    }

    [Fact]
    public void A_change_takes_the_place_of_what_was_known()
    {
        Apply(new WatchResourcesChange { Upsert = FakeResourceService.Resource("cases", "Running") });

        _resources.All.Select(static resource => $"{resource.Name} {resource.State}").ShouldBe(["cases Running", "jobs Waiting"]);
    }

    [Fact]
    public void What_is_new_comes_last()
    {
        Apply(new WatchResourcesChange { Upsert = FakeResourceService.Resource("cache", "Running") });

        _resources.All.Select(static resource => resource.Name).ShouldBe(["cases", "jobs", "cache"]);
    }

    [Fact]
    public void What_is_deleted_is_left_out()
    {
        Apply(new WatchResourcesChange { Delete = new ResourceDeletion { ResourceName = "cases-abcdefgh", ResourceType = "Project" } });

        _resources.All.ShouldHaveSingleItem().Name.ShouldBe("jobs");
    }

    private void Apply(WatchResourcesChange change)
    {
        var changes = new WatchResourcesChanges();
        changes.Value.Add(change);
        _resources.Apply(new WatchResourcesUpdate { Changes = changes });
    }
}
