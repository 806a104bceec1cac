using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;
using StackExchange.Redis;

namespace DeploymentFlex.Layers.Tests.Cache;

/// <summary>A server that takes encrypted connections alone, and one whose user may do little.</summary>
public sealed class RedisAccessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_encrypted_connection_is_made_to_a_server_whose_certificate_is_signed_by_the_authority_that_is_set()
    {
        using var certificate = new TestCertificate("127.0.0.1");
        await using var server = new RedisServer { Certificate = certificate };
        await server.StartAsync(Token);
        await using var cache = await StartAsync(server, ("Layers:Cache:redis:Tls", "true"), ("Layers:Cache:redis:CaFile", certificate.AuthorityFile));

        await cache.SetAsync("k", "value");

        (await cache.ReadAsync("k")).ShouldBe("value");
        cache.Chain.Active!.Name.ShouldBe("redis");
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("192.0.2.1", true)]
    public async Task A_server_that_shows_the_certificate_of_another_is_never_spoken_to(string certified, bool isAuthoritySet)
    {
        using var certificate = new TestCertificate(certified);
        await using var server = new RedisServer { Certificate = certificate };
        await server.StartAsync(Token);
        await using var cache = await StartAsync(server, ("Layers:Cache:redis:Tls", "true"), ("Layers:Cache:redis:CaFile", isAuthoritySet ? certificate.AuthorityFile : ""));

        await Should.ThrowAsync<LayerUnavailableException>(async () => await cache.SetAsync("k", "value"));
    }

    [Fact]
    public async Task A_user_who_may_only_do_what_the_page_lists_is_enough()
    {
        await using var server = new RedisServer(
            $"user default reset on >{RedisServer.Password} ~deploymentflex:* &* +@read +@write +@connection +@transaction +@pubsub +@scripting +info -@dangerous");
        await server.StartAsync(Token);
        await using var cache = await StartAsync(server);

        for (var number = 0; number < 8; number++)
        {
            (await cache.OperateAsync(number)).ShouldBe(TestSupport.Faults.OperationResult.Done);
        }
    }

    [Fact]
    public async Task A_user_of_a_name_signs_in_where_the_client_library_can_and_is_told_at_the_start_where_it_cannot()
    {
        await using var server = new RedisServer("user default reset", $"user clerk reset on >{RedisServer.Password} ~deploymentflex:* &* +@all -@dangerous +info");
        await server.StartAsync(Token);

        // The library of the closed network's feed has no such setting.
        if (typeof(ConfigurationOptions).GetProperty("User") is null)
        {
            var error = await Should.ThrowAsync<SettingsException>(StartAsync(server, ("Layers:Cache:redis:User", "clerk")));
            error.Message.ShouldContain("the user 'clerk' cannot sign in with the client library of this feed");
            return;
        }

        await using var cache = await StartAsync(server, ("Layers:Cache:redis:User", "clerk"));
        for (var number = 0; number < 8; number++)
        {
            (await cache.OperateAsync(number)).ShouldBe(TestSupport.Faults.OperationResult.Done);
        }
    }

    private static Task<CacheHost> StartAsync(RedisServer server, params (string Name, string Value)[] settings) => CacheHost.StartAsync(
    [
        ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:Host", server.Host), ("Layers:Cache:redis:Port", $"{server.Port}"),
        ("Layers:Cache:redis:Password", RedisServer.Password), .. settings.Where(static setting => setting.Value.Length > 0),
    ]);
}
