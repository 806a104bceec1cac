using DeploymentFlex.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.AppHost.Tests;

public sealed class TemporaryFolderTests
{
    [Fact]
    public async Task What_a_test_leaves_is_outside_of_the_checkout_and_goes_with_it()
    {
        await using var appHost = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeploymentFlex_AppHost>(
            TestContext.Current.CancellationToken);
        await using var app = await appHost.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var data = app.Services.GetRequiredService<Deployment>().DataPath;
        var folder = Path.GetDirectoryName(data)!;
        File.Exists(Path.Combine(folder, "run", "state.json")).ShouldBeTrue();

        await app.StopAsync(TestContext.Current.CancellationToken);

        data.ShouldStartWith(Path.GetTempPath());
        Directory.Exists(folder).ShouldBeFalse();
    }
}
