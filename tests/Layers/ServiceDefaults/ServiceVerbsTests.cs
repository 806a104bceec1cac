using DeploymentFlex.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.ServiceDefaults;

public class ServiceVerbsTests
{
    private const int WrongSettings = 78;
    private const int NoSuchVerb = 64;
    private const int WrongUsage = 2;

    [Theory]
    [InlineData("doctor now")]
    [InlineData("doctor --jsn")]
    [InlineData("journal")]
    [InlineData("journal lits")]
    [InlineData("journal show nothing 1")]
    public async Task Words_that_are_not_understood_are_no_fault_of_the_deployment(string words) => (await RunAsync(words)).ShouldBe(WrongUsage);

    [Theory]
    [InlineData("doctor --json")]
    [InlineData("journal list --Deployment:Mode=development")]
    [InlineData("doctor --Deployment:Mode=development --json")]
    [InlineData("doctor --brought jobs")]
    public async Task Settings_may_stand_among_the_words(string words) => (await RunAsync(words)).ShouldBe(0);

    [Fact]
    public async Task A_word_that_is_no_verb_has_an_exit_code_of_its_own() => (await RunAsync("serve")).ShouldBe(NoSuchVerb);

    [Fact]
    public async Task A_wrong_setting_is_a_fault_of_the_deployment() =>
        (await RunAsync("doctor", ("Deployment:Mode", "on-premises"), ("Layers:Telemetry:Chain", "nobody"))).ShouldBe(WrongSettings);

    private static async Task<int> RunAsync(string words, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath(), EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(static item => new KeyValuePair<string, string?>(item.Name, item.Value)));
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults("test");
        await using var app = builder.Build();
        return await app.RunServiceAsync(words.Split(' '));
    }
}
