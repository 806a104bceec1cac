using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;

namespace DeploymentFlex.Hosting.Tests;

public sealed class FixedPortsTests
{
    [Fact]
    public async Task A_taken_port_refuses_the_start_and_is_named_with_the_setting_that_changes_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var model = new TestModel("--Gateway:Port", $"{port}");
        model.Gateway.WithHttpEndpoint(port: model.Deployment.GatewayPort);

        var refusal = await Should.ThrowAsync<DistributedApplicationException>(model.PublishBeforeStartAsync);

        refusal.Message.ShouldContain($"Port {port}, which gateway listens on, is taken");
        refusal.Message.ShouldContain($"./flex up --port {port + 1}");
        refusal.Message.ShouldContain("Gateway__Port");
        File.Exists(Path.Combine(model.RunFolder, "state.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_free_port_is_not_held()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        other.Stop();
        await using var model = new TestModel("--Gateway:Port", $"{port}");
        model.Gateway.WithHttpEndpoint(port: model.Deployment.GatewayPort);

        await model.PublishBeforeStartAsync();

        Should.NotThrow(other.Start);
    }
}
