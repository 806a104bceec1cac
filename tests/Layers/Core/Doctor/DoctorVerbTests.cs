using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Core.Doctor;

public class DoctorVerbTests
{
    private const string Secret = "CANARY-7431";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deployment_that_is_in_order_would_start()
    {
        var (exitCode, text) = await RunAsync(("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "sound"));
        exitCode.ShouldBe(0);
        text.ShouldContain("A start would succeed.");
        text.ShouldContain("can write");
    }

    [Fact]
    public async Task A_strict_start_without_a_required_layer_would_not_succeed_and_the_next_step_is_told()
    {
        var (exitCode, text) = await RunAsync(("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "down"));
        exitCode.ShouldBe(LayerStartup.ExitCode);
        text.ShouldContain("failure  cache/down");
        text.ShouldContain("connection refused. Start it, or change Layers:Cache:down.");
    }

    [Theory]
    [InlineData("on-premises", "down,sound", "true", "sound serves until then.")]
    [InlineData("on-premises", "down", "false", "The layer is optional.")]
    [InlineData("development", "down", "true", "Development starts without it.")]
    public async Task What_a_start_gets_by_without_is_a_warning(string mode, string chain, string required, string how)
    {
        var (exitCode, text) = await RunAsync(("Deployment:Mode", mode), ("Layers:Cache:Chain", chain), ("Layers:Cache:Required", required));
        exitCode.ShouldBe(0);
        text.ShouldContain("warning  cache/down");
        text.ShouldContain(how);
    }

    [Fact]
    public async Task A_provider_that_answers_but_may_not_write_is_a_failure()
    {
        var (exitCode, text) = await RunAsync(("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "readonly"));
        exitCode.ShouldBe(LayerStartup.ExitCode);
        text.ShouldContain("may not write. Grant it.");
    }

    [Theory]
    [InlineData("Layers:Cahce:Chain", "memory", "Layers:Cache")]
    [InlineData("Layers:Cache:Requierd", "false", "Layers:Cache:Required")]
    [InlineData("Layers:Cache:memroy:MaxBytes", "5000000", "Layers:Cache:memory")]
    [InlineData("Layers:Cache:Uses:sessions:Chian", "memory", "Layers:Cache:Uses:sessions:Chain")]
    [InlineData("Deployment:DataPaht", "/tmp", "Deployment:DataPath")]
    [InlineData("Layer:Cache:Chain", "memory", "Layers")]
    [InlineData("REDIS_HSOT", "cache", "REDIS_HOST")]
    [InlineData("DATABASE_URI", "sqlite:", "DATABASE_URL")]
    public async Task A_slip_in_a_name_is_told_with_the_name_that_was_meant(string name, string value, string meant)
    {
        var (exitCode, text) = await RunAsync(("Layers:Cache:Chain", "sound"), (name, value));
        exitCode.ShouldBe(0);
        text.ShouldContain($"is not a setting. Did you mean {meant}?");
    }

    [Theory]
    [InlineData("Layers:Cache:Chain", "memroy", "Did you mean 'memory'?")]
    [InlineData("Layers:Cache:memory:MaxByets", "5", "is not a setting of memory. Did you mean MaxBytes?")]
    [InlineData("Layers:Cache:AttemptTimeout", "soon", "AttemptTimeout")]
    public async Task A_setting_that_keeps_a_chain_from_being_built_is_a_failure(string name, string value, string message)
    {
        var (exitCode, text) = await RunAsync(("Layers:Cache:Chain", "memory"), (name, value));
        exitCode.ShouldBe(LayerStartup.ExitCode);
        text.ShouldContain("failure  settings");
        text.ShouldContain(message);
    }

    [Fact]
    public async Task Settings_of_a_provider_that_no_chain_names_are_told() =>
        (await RunAsync(("Layers:Cache:Chain", "sound"), ("Layers:Cache:memory:MaxBytes", "5000000"))).Text
            .ShouldContain("is set, and no chain of this service names memory");

    [Theory]
    [InlineData("ENABLE_SSO", "true", "AUTH_SERVICE", "database", "ENABLE_SSO and AUTH_SERVICE disagree on Layers:Authentication:Chain: AUTH_SERVICE counts.")]
    [InlineData("DATABASE__HOST", "db", "DATABASE_URL", "sqlite:", "DATABASE__HOST and DATABASE_URL disagree on Layers:Data:Chain: DATABASE_URL counts.")]
    [InlineData("REDIS_ENABLED", "true", "Layers:Cache:AttemptTimeout", "00:00:01", "REDIS_ENABLED and Layers:Cache:Chain disagree: Layers:Cache:Chain counts.")]
    public async Task Settings_that_contradict_each_other_are_told_with_the_one_that_counts(string one, string value, string other, string otherValue, string told) =>
        (await RunAsync(("Layers:Cache:Chain", "sound"), (one, value), (other, otherValue))).Text.ShouldContain(told);

    [Fact]
    public async Task A_secret_is_never_shown()
    {
        var (_, text) = await RunAsync(
            ("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "redis"), ("REDIS_URL", $"redis://:{Secret}@127.0.0.1:1"), ("REDIS_PASWORD", Secret));
        text.ShouldContain("cache/redis");
        text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task As_json_it_is_one_document_on_one_line()
    {
        var (_, text) = await RunAsync(["--json"], ("Layers:Cache:Chain", "sound"));
        var root = System.Text.Json.JsonDocument.Parse(text).RootElement;
        text.Trim().ShouldNotContain('\n');
        root.GetProperty("wouldStart").GetBoolean().ShouldBeTrue();
        root.GetProperty("lines").EnumerateArray().ShouldContain(line =>
            line.GetProperty("subject").GetString() == "cache/sound" && line.GetProperty("status").GetString() == "ok");
    }

    [Theory]
    [InlineData("down")]
    [InlineData("redis")]
    public async Task A_server_that_is_started_with_the_services_is_not_missed(string provider)
    {
        var (exitCode, text) = await RunAsync(["--brought", "cache"], ("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", provider));
        exitCode.ShouldBe(0, text);
        text.ShouldNotContain("failure");
    }

    [Theory]
    [InlineData("now")]
    [InlineData("--brought")]
    [InlineData("--brought=cache")]
    [InlineData("--brought nothing")]
    public async Task Words_that_are_not_understood_are_answered_with_those_that_are(string words) =>
        (await Should.ThrowAsync<VerbUsageException>(() => RunAsync(words.Split(' ')))).Message.ShouldContain("Allowed: --json, --brought <layer>");

    private static Task<(int ExitCode, string Text)> RunAsync(params (string Name, string Value)[] settings) => RunAsync([], settings);

    private static async Task<(int ExitCode, string Text)> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(settings).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddCache();
        builder.Services.AddProviders(static registry => registry
            .Add<ICache>(Layer.Cache, "down", default, static (_, _) => new ExaminedCache(isUp: false, mayWrite: false))
            .Add<ICache>(Layer.Cache, "readonly", default, static (_, _) => new ExaminedCache(isUp: true, mayWrite: false))
            .Add<ICache>(Layer.Cache, "sound", new Promise(Durability.Process, Reach.Cluster), static (_, _) => new ExaminedCache(isUp: true, mayWrite: true)));
        using var host = builder.Build();
        using var output = new StringWriter();
        var verb = host.Services.GetServices<IServiceVerb>().Single(static verb => verb.Name == "doctor");
        var exitCode = await verb.RunAsync(arguments, output, Token);
        return (exitCode, output.ToString());
    }
}
