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

    /// <summary>The provider, with an API <c>known</c> that answers <c>{"ok":true}</c>.</summary>
    protected abstract IExternalApi Create();

    [Fact]
    public async Task An_answer_names_its_provider_and_is_json()
    {
        var answer = await Create().SendAsync(
            new ExternalRequest("known", HttpMethod.Post, "/v1/x", "{}"u8.ToArray(), "key-1"), TestContext.Current.CancellationToken);
        (answer.Provider, answer.Status).ShouldBe((Name, 200));
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_api_that_is_not_set_up_says_so()
    {
        var answer = await Create().SendAsync(
            new ExternalRequest("unknown", HttpMethod.Get, "/", default), TestContext.Current.CancellationToken);
        answer.Status.ShouldBeGreaterThanOrEqualTo(400);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("detail").GetString()!.ShouldContain("unknown");
    }
}
