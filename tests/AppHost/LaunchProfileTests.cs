namespace DeploymentFlex.AppHost.Tests;

public sealed class LaunchProfileTests
{
    [Fact]
    public async Task The_first_profile_is_taken_unless_another_is_named()
    {
        await using var appHost = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeploymentFlex_AppHost>(
            TestContext.Current.CancellationToken);

        appHost.Environment.EnvironmentName.ShouldBe("Development");
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_named()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<Projects.DeploymentFlex_AppHost>(
            ["--DOTNET_LAUNCH_PROFILE=devlopment"], TestContext.Current.CancellationToken));

        error.Message.ShouldContain("devlopment");
    }
}
