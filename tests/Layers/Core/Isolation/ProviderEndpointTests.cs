using DeploymentFlex.Cache;
using DeploymentFlex.Data;
using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Tests.Data;
using DeploymentFlex.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Core.Isolation;

public class ProviderEndpointTests
{
    [Theory]
    [InlineData("Layers:Cache:redis:Url", "rediss://:secret@cache.example", "cache.example:6379")]
    [InlineData("Layers:Cache:redis:Host", "10.0.0.9", "10.0.0.9:6379")]
    [InlineData("Layers:Cache:redis:ConnectionString", "one:7000,two,password=secret", "one:7000 two:6379")]
    [InlineData("ConnectionStrings:cache", "given:7001", "given:7001")]
    public void Redis_names_its_servers(string setting, string value, string expected) =>
        EndpointsOf<ICache>(static builder => builder.AddCache(), ("Layers:Cache:Chain", "redis"), (setting, value)).ShouldBe(expected);

    [Theory]
    [InlineData("Layers:Jobs:redis:Url", "redis://:secret@queue.example:7002", "queue.example:7002")]
    [InlineData("ConnectionStrings:queue", "given:7003", "given:7003")]
    public void A_queue_on_redis_names_its_server(string setting, string value, string expected) =>
        EndpointsOf<IJobQueue>(static builder => builder.AddJobQueue(), ("Layers:Jobs:Chain", "redis"), (setting, value)).ShouldBe(expected);

    [Fact]
    public void Behind_sentinels_redis_names_the_sentinels_alone() =>
        EndpointsOf<ICache>(
            static builder => builder.AddCache(),
            ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:Mode", "sentinel"), ("Layers:Cache:redis:SentinelHosts", "a,b:26380"))
            .ShouldBe("a:26379 b:26380");

    [Theory]
    [InlineData("Layers:Data:postgres:Url", "postgresql://u:p@db.example/x", "db.example:5432")]
    [InlineData("Layers:Data:postgres:Host", "one,two:6000", "one:5432 two:6000")]
    [InlineData("ConnectionStrings:data", "Host=given;Port=6001;Username=u", "given:6001")]
    public void PostgreSQL_names_its_hosts(string setting, string value, string expected) =>
        EndpointsOf<IDataProvider>(
            static builder => builder.AddDatabase<ForgetfulContext>("notes"), ("Layers:Data:Chain", "postgres"), (setting, value)).ShouldBe(expected);

    [Fact]
    public void The_collector_is_named() =>
        EndpointsOf<ITelemetrySink>(
            static builder => builder.AddTelemetry("test"), ("Layers:Telemetry:Chain", "otlp"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"))
            .ShouldBe("collector:4317");

    [Theory]
    [InlineData("on-premises", true)]
    [InlineData("hybrid", false)]
    public async Task On_premises_a_provider_that_names_no_endpoint_is_refused(string mode, bool refused)
    {
        var builder = LayerHost.Create(("Deployment:Mode", mode), ("Layers:Cache:Chain", "vendor")).AddLayersForTest();
        builder.Services.AddProviders(static registry => registry.Add<ICache>(Layer.Cache, "vendor", default, static (_, context) =>
        {
            context.Bind<VendorOptions>();
            return new NullCache();
        }));
        builder.AddCache();
        await using var services = builder.Services.BuildServiceProvider();
        if (refused)
        {
            Should.Throw<SettingsException>(() => services.GetRequiredService<ICache>()).Message.ShouldStartWith("Layers:Cache:vendor: names no endpoint");
        }
        else
        {
            services.GetRequiredService<ICache>().ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_said_without_its_secrets()
    {
        var error = Should.Throw<SettingsException>(() => EndpointsOf<ICache>(
            static builder => builder.AddCache(),
            ("Layers:Cache:Chain", "redis"), ("Layers:Cache:redis:ConnectionString", "cache,passwort=CANARY")));
        error.Message.ShouldStartWith("Layers:Cache:redis: the connection string");
        error.ToString().ShouldNotContain("CANARY");
    }

    private static string EndpointsOf<TContract>(
        Action<Microsoft.Extensions.Hosting.IHostApplicationBuilder> add, params (string Name, string Value)[] settings)
        where TContract : class
    {
        var builder = LayerHost.Create(settings).AddLayersForTest();
        builder.Services.AddLogging();
        add(builder);
        var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<TContract>();
        return string.Join(' ', services.GetRequiredService<NamedEndpoints>().All);
    }

    private sealed class VendorOptions : INamesEndpoints
    {
        IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => [];
    }
}
