using DeploymentFlex.ExternalApis;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.ExternalApis;

public class ExternalApiLayerTests
{
    private static readonly ExternalRequest s_order = new("orders", HttpMethod.Post, "new", "{}"u8.ToArray());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_production_is_away_the_mock_answers_and_says_so()
    {
        using var host = Build(("Layers:ExternalApis:production:Apis:orders:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}"));
        var answer = await host.Services.GetRequiredService<IExternalApi>().SendAsync(s_order, Token);
        (answer.Provider, answer.Status).ShouldBe(("mock", 200));
        Chain(host, "orders").Links[0].LastError!.Message.ShouldContain("The API orders did not answer");
    }

    [Fact]
    public async Task What_production_may_have_done_no_other_answers_for()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.StandStill();
        api.StandStill();
        using var host = Build(
            ("Layers:ExternalApis:production:Apis:orders:BaseUrl", api.Address),
            ("Layers:ExternalApis:production:Apis:orders:Timeout", "00:00:02"),
            ("Layers:ExternalApis:production:Apis:orders:Retries", "0"));
        var client = host.Services.GetRequiredService<IExternalApi>();
        await Should.ThrowAsync<ExternalCallUncertainException>(async () => await client.SendAsync(s_order, Token));
        (await client.SendAsync(s_order with { Method = HttpMethod.Get }, Token)).Provider.ShouldBe("mock");
        (await client.SendAsync(s_order, Token)).Provider.ShouldBe("production");
    }

    [Fact]
    public async Task Calls_that_no_other_answers_for_open_the_circuit_too()
    {
        await using var api = await ApiStandIn.StartAsync();
        api.StandStill();
        api.StandStill();
        using var host = Build(
            ("Layers:ExternalApis:production:Apis:orders:BaseUrl", api.Address),
            ("Layers:ExternalApis:production:Apis:orders:Timeout", "00:00:00.200"),
            ("Layers:ExternalApis:Circuit:FailureThreshold", "2"));
        var client = host.Services.GetRequiredService<IExternalApi>();
        await Should.ThrowAsync<ExternalCallUncertainException>(async () => await client.SendAsync(s_order, Token));
        await Should.ThrowAsync<ExternalCallUncertainException>(async () => await client.SendAsync(s_order, Token));
        Chain(host, "orders").Links[0].Circuit.IsClosed.ShouldBeFalse();
        Chain(host, "orders").Links[0].Failures.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("order 7 ")]
    [InlineData("order\r\nX-Admin: yes")]
    [InlineData("Bestellung für 7")]
    public async Task An_idempotency_key_that_no_header_takes_is_a_slip_of_the_caller(string key)
    {
        await using var api = await ApiStandIn.StartAsync();
        using var host = Build(("Layers:ExternalApis:production:Apis:orders:BaseUrl", api.Address));
        await Should.ThrowAsync<ArgumentException>(
            async () => await host.Services.GetRequiredService<IExternalApi>().SendAsync(s_order with { IdempotencyKey = key }, Token));
        Should.Throw<ArgumentException>(() => new ExternalRequest("orders", HttpMethod.Post, "new", default, key));
        Chain(host, "orders").Links.ShouldAllBe(static link => link.Calls == 0);
    }

    [Fact]
    public async Task An_api_that_is_down_takes_no_other_with_it()
    {
        await using var api = await ApiStandIn.StartAsync();
        using var host = Build(
            ("Layers:ExternalApis:production:Apis:orders:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}"),
            ("Layers:ExternalApis:production:Apis:mail:BaseUrl", api.Address),
            ("Layers:ExternalApis:Circuit:FailureThreshold", "1"));
        var client = host.Services.GetRequiredService<IExternalApi>();
        await client.SendAsync(s_order, Token);
        Chain(host, "orders").Links[0].Circuit.IsClosed.ShouldBeFalse();
        (await client.SendAsync(s_order with { Api = "mail" }, Token)).Provider.ShouldBe("production");
    }

    [Fact]
    public async Task A_deployment_may_call_nobody()
    {
        using var host = Build(("Layers:ExternalApis:Chain", "noop"));
        var answer = await host.Services.GetRequiredService<IExternalApi>().SendAsync(s_order, Token);
        (answer.Provider, answer.Status, answer.Body.Length).ShouldBe(("noop", 204, 0));
    }

    [Fact]
    public async Task An_api_that_the_application_does_not_name_is_a_slip()
    {
        using var host = Build(("Layers:ExternalApis:Chain", "mock"));
        await Should.ThrowAsync<ArgumentException>(
            async () => await host.Services.GetRequiredService<IExternalApi>().SendAsync(s_order with { Api = "ordres" }, Token));
    }

    [Theory]
    [InlineData("BaseUrl", "ftp://x", "Layers:ExternalApis:production:Apis:orders:BaseUrl: must be an http or https address")]
    [InlineData("BaseUrl", null, "Layers:ExternalApis:production:Apis:orders:BaseUrl: must be set to the address of this API")]
    [InlineData("Retries", "99", "Layers:ExternalApis:production:Apis:orders:Retries: must be from 0 to 10")]
    [InlineData("ApiKey", "a\nb", "Layers:ExternalApis:production:Apis:orders:ApiKey: has a character that no header takes")]
    public void A_wrong_setting_is_named(string name, string? value, string message)
    {
        using var host = value is null
            ? Build()
            : Build(("Layers:ExternalApis:production:Apis:orders:BaseUrl", "http://127.0.0.1:1"), ($"Layers:ExternalApis:production:Apis:orders:{name}", value));
        Should.Throw<SettingsException>(() => Chain(host, "orders")).Message.ShouldContain(message);
    }

    private static ProviderChain<IExternalApi> Chain(IHost host, string api) => host.Services.GetRequiredKeyedService<ProviderChain<IExternalApi>>(api);

    private static IHost Build(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(
        [
            ("Layers:ExternalApis:Chain", "production,mock"),
            ("Layers:ExternalApis:mock:Answers:orders", "{}"),
            ("Layers:ExternalApis:production:Apis:mail:BaseUrl", "http://127.0.0.1:1"),
            .. settings,
        ]).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.AddExternalApis("orders", "mail");
        return builder.Build();
    }
}
