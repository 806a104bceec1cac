using System.Net;
using DeploymentFlex.Services.Gateway;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Services.Tests.Gateway;

/// <summary>What the instances of the gateway share through the cache, and what they do without one.</summary>
public sealed class SharedCacheTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_asks_for_too_much_is_told_when_to_ask_again()
    {
        await using var host = await gateway.StartGatewayAsync(Limit(burst: 2));
        for (var i = 0; i < 2; i++)
        {
            (await StatusAsync(host, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await host.Http.GetAsync("/api/cases", Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("2 at once");
        (await StatusAsync(host, "/ready")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Limits_can_be_turned_off()
    {
        await using var host = await gateway.StartGatewayAsync([.. Limit(burst: 1), new("RATE_LIMIT_ENABLED", "false")]);
        for (var i = 0; i < 3; i++)
        {
            (await StatusAsync(host, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Instances_share_a_clients_bucket()
    {
        await using var server = new RedisServer();
        await server.StartAsync(Token);
        await using var one = await gateway.StartGatewayAsync([.. Limit(burst: 3), .. Redis(server)]);
        await using var two = await gateway.StartGatewayAsync([.. Limit(burst: 3), .. Redis(server)]);
        (await StatusAsync(one, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(two, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(one, "/api/cases")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(two, "/api/cases")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task While_the_server_is_down_requests_pass_and_say_so()
    {
        gateway.Cases.Answer = static context =>
        {
            context.Response.Headers["X-Degraded"] = "data=elsewhere";
            return context.Response.WriteAsync("hello");
        };
        await using var server = new RedisServer();
        await server.StartAsync(Token);
        await using var alone = await gateway.StartGatewayAsync([.. Limit(burst: 1), .. Redis(server, "redis")]);
        await using var falling = await gateway.StartGatewayAsync(Redis(server));
        await server.KillAsync();
        for (var i = 0; i < 3; i++)
        {
            (await DegradedAsync(alone)).ShouldBe("data=elsewhere, cache=none");
            (await DegradedAsync(falling)).ShouldBe("data=elsewhere, cache=memory");
        }

        // Without a cache, and so without a layer that it requires, the gateway is not ready; with a fallback it is.
        await Until.TrueAsync(async _ => await StatusAsync(alone, "/ready") is HttpStatusCode.ServiceUnavailable, "nobody serves the cache");
        (await StatusAsync(falling, "/ready")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_instance_hears_that_a_service_cannot_be_reached_and_finds_out_itself_that_it_is_back()
    {
        await using var server = new RedisServer();
        await server.StartAsync(Token);
        var port = FreePort.Next();
        KeyValuePair<string, string?>[] settings =
        [
            .. Redis(server), new("services:knowledge:http:0", $"http://127.0.0.1:{port}"), new("Gateway:Circuit:ProbeInterval", "00:00:00.050"),
        ];
        await using var one = await gateway.StartGatewayAsync(settings);
        await using var two = await gateway.StartGatewayAsync(settings);
        for (var i = 0; i < 5; i++)
        {
            (await StatusAsync(one, "/api/knowledge/search")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        await Until.TrueAsync(() => !IsClosed(two), "the other instance has heard of it");
        await using var back = await Backend.StartAsync($"http://127.0.0.1:{port}");

        // The one that found out that it was away says so to others until it is back.
        foreach (var host in new[] { one, two })
        {
            await Until.TrueAsync(
                async _ => await StatusAsync(host, "/api/knowledge/search") is HttpStatusCode.OK && IsClosed(host), "the service is asked again");
        }
    }

    private static bool IsClosed(ServiceHost host) => host.Services.GetRequiredService<ServiceCircuits>().Of("knowledge").IsClosed;

    private static KeyValuePair<string, string?>[] Limit(int burst) =>
        [new("Gateway:RateLimit:Burst", $"{burst}"), new("RATE_LIMIT_REQUESTS_PER_MINUTE", "1")];

    private static KeyValuePair<string, string?>[] Redis(RedisServer server, string chain = "redis,memory") =>
    [
        new("Layers:Cache:Chain", chain), new("Layers:Cache:redis:Host", "127.0.0.1"), new("Layers:Cache:redis:Port", $"{server.Port}"),
        new("Layers:Cache:redis:Password", RedisServer.Password),
    ];

    private static async Task<HttpStatusCode> StatusAsync(ServiceHost host, string path)
    {
        using var response = await host.Http.GetAsync(path, Token);
        return response.StatusCode;
    }

    private static async Task<string> DegradedAsync(ServiceHost host)
    {
        using var response = await host.Http.GetAsync("/api/cases", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return string.Join(", ", response.Headers.GetValues("X-Degraded"));
    }
}
