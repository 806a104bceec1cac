using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Layers.Isolation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.ServiceDefaults;

public sealed class ConnectGuardTests : IDisposable
{
    private readonly TcpListener _outside = new(IPAddress.Loopback, 0);

    public ConnectGuardTests()
    {
        _outside.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Outside => $"http://127.0.0.1:{((IPEndPoint)_outside.LocalEndpoint).Port}/";

    public void Dispose() => _outside.Dispose();

    [Fact]
    public async Task On_premises_a_named_service_is_reached()
    {
        await using var inside = await ServiceHost.StartAsync(static app => app.MapGet("/", static () => "inside"));
        await using var caller = await StartCallerAsync(inside);
        (await caller.Client.GetStringAsync("/?to=http://inside/", Token)).ShouldBe("inside");
    }

    [Fact]
    public async Task An_address_that_no_setting_names_is_not_connected_to()
    {
        await using var caller = await StartCallerAsync(inside: null);
        var answer = await caller.Client.GetStringAsync($"/?to={Outside}", Token);
        answer.ShouldContain("no setting names it");
        _outside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_redirect_to_one_is_not_followed_there()
    {
        await using var inside = await ServiceHost.StartAsync(app => app.MapGet("/", () => Results.Redirect(Outside)));
        await using var caller = await StartCallerAsync(inside);
        (await caller.Client.GetStringAsync("/?to=http://inside/", Token)).ShouldContain("no setting names it");
        _outside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_resolves_out_of_the_networks_is_not_connected_to()
    {
        // A documentation network: nothing is there, and nothing may be asked of it.
        await using var caller = await StartCallerAsync(
            inside: null, ("services:elsewhere:http:0", "http://192.0.2.1:81"), ("Isolation:Networks", "10.0.0.0/8"));
        (await caller.Client.GetStringAsync("/?to=http://elsewhere/", Token)).ShouldContain("is in none of Isolation:Networks");
    }

    [Fact]
    public async Task In_other_modes_connections_are_free()
    {
        await using var other = await ServiceHost.StartAsync(static app => app.MapGet("/", static () => "other"));
        await using var caller = await ServiceHost.StartAsync(MapCaller, ("Deployment:Mode", "hybrid"), ("Layers:Cache:Chain", "memory"));
        (await caller.Client.GetStringAsync($"/?to={other.Client.BaseAddress}", Token)).ShouldBe("other");
    }

    private static Task<ServiceHost> StartCallerAsync(ServiceHost? inside, params (string Name, string Value)[] settings) =>
        ServiceHost.StartAsync(
            MapCaller,
            [
                ("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "memory"),
                ("services:inside:http:0", inside?.Client.BaseAddress!.AbsoluteUri ?? "http://localhost:1"), .. settings,
            ]);

    private static void MapCaller(WebApplication app) => app.MapGet("/", static async (string to, IHttpClientFactory clients) =>
    {
        using var client = clients.CreateClient();
        try
        {
            return await client.GetStringAsync(to);
        }
        catch (HttpRequestException error)
        {
            return error.InnerException is UnnamedEndpointException refused ? refused.Message : error.Message;
        }
    });
}
