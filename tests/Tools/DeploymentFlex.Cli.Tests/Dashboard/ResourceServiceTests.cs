using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Dashboard;

public sealed class ResourceServiceTests : IAsyncLifetime
{
    private readonly FakeResourceService _fake = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_have_their_plain_names_and_keep_those_for_requests()
    {
        var hidden = FakeResourceService.Resource("aspire-dashboard", "Running");
        hidden.IsHidden = true;
        var parameter = FakeResourceService.Resource("password", "Running");
        parameter.ResourceType = "Parameter";
        _fake.Resources = [hidden, parameter, FakeResourceService.Resource("cases", "Running", health: "Healthy", restarts: 2)];
        using var service = new ResourceService(_fake.Run);

        var cases = (await service.ReadResourcesAsync(Token)).ShouldHaveSingleItem();

        cases.Name.ShouldBe("cases");
        cases.Id.ShouldBe("cases-abcdefgh");
        cases.Type.ShouldBe("project");
        cases.IsReady.ShouldBeTrue();
        cases.Pid.ShouldBe(4711);
        cases.Restarts.ShouldBe(2);
    }

    [Fact]
    public async Task Replicas_are_told_apart_by_their_whole_names()
    {
        _fake.Resources = [FakeResourceService.Resource("cases", "Running"), FakeResourceService.Resource("cases", "Running", suffix: "ijklmnop")];
        using var service = new ResourceService(_fake.Run);

        (await service.ReadResourcesAsync(Token)).Select(static resource => resource.Name).ShouldBe(["cases-abcdefgh", "cases-ijklmnop"]);
    }

    [Fact]
    public async Task A_resource_that_has_ended_has_an_exit_code_and_no_process()
    {
        _fake.Resources = [FakeResourceService.Resource("cases", "Exited", exitCode: 137)];
        using var service = new ResourceService(_fake.Run);

        var cases = (await service.ReadResourcesAsync(Token)).ShouldHaveSingleItem();

        cases.Summary.ShouldBe("exited, exit code 137");
        cases.Pid.ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_key_is_said_and_never_shown()
    {
        using var service = new ResourceService(_fake.Run with { ResourceServiceKey = "wrong-key" });

        var error = await service.ReadResourcesAsync(Token).ShouldThrowAsync<ResourceServiceException>();

        error.IsGone.ShouldBeFalse();
        error.Message.ShouldContain("refuses the key");
        error.Message.ShouldContain("'./flex up'");
        error.Message.ShouldNotContain("wrong-key");
    }

    [Fact]
    public async Task Nobody_there_is_said_with_the_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        listener.Stop();
        using var service = new ResourceService(_fake.Run with { ResourceService = address });

        var error = await service.ReadResourcesAsync(Token).ShouldThrowAsync<ResourceServiceException>();

        error.IsGone.ShouldBeTrue();
        error.Message.ShouldStartWith($"The AppHost's resource service at {address} does not answer");
    }

    [Fact]
    public async Task A_call_that_the_service_does_not_have_is_an_error_with_its_status()
    {
        using var service = new ResourceService(_fake.Run);

        var error = await Should.ThrowAsync<ResourceServiceException>(async () =>
        {
            await foreach (var _ in service.StreamAsync("NoSuch", new Aspire.V1.WatchResourcesRequest(), Aspire.V1.WatchResourcesUpdate.Parser, Token))
            {
                Assert.Fail("There is nothing to be told.");
            }
        });

        error.Message.ShouldContain("answers NoSuch with status 12");
    }

    public async ValueTask InitializeAsync() => await _fake.StartAsync();

    public ValueTask DisposeAsync() => _fake.DisposeAsync();
}
