using System.Text.Json;
using DeploymentFlex.ExternalApis;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.ExternalApis;

/// <summary>What every provider of the layer of external APIs does.</summary>
public abstract class ExternalApiConformance
{
    /// <summary>The provider's name, which its answers carry.</summary>
    protected abstract string Name { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The provider, with an API <c>known</c> that answers <c>{"ok":true}</c> to everything.</summary>
    protected abstract ValueTask<IExternalApi> CreateAsync();

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "{\"a\":1}")]
    [InlineData("PUT", "{}")]
    [InlineData("DELETE", "")]
    public async Task An_answer_names_its_provider_and_is_json(string method, string body)
    {
        var provider = await CreateAsync();
        var answer = await provider.SendAsync(
            new ExternalRequest("known", new HttpMethod(method), "/x?a=1", System.Text.Encoding.UTF8.GetBytes(body), "key-1"), Token);
        (answer.Provider, answer.Status, answer.IsSuccess).ShouldBe((Name, 200, true));
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Calls_side_by_side_are_all_answered()
    {
        var provider = await CreateAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, $"items/{i}", default), Token).AsTask()));
        answers.ShouldAllBe(answer => answer.Provider == Name && answer.Status == 200);
    }

    [Fact]
    public async Task An_api_that_is_not_set_up_says_so()
    {
        var provider = await CreateAsync();
        var answer = await provider.SendAsync(new ExternalRequest("un\"known", HttpMethod.Get, "/", default), Token);
        (answer.Provider, answer.IsSuccess).ShouldBe((Name, false));
        answer.Status.ShouldBeGreaterThanOrEqualTo(400);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("detail").GetString()!.ShouldContain("un\"known");
    }
}
