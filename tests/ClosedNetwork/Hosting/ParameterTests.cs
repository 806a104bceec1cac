using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests;

public sealed class ParameterTests
{
    [Fact]
    public async Task A_start_without_a_value_names_the_setting_of_each_that_is_missing()
    {
        await using var application = new TestApplication();
        application.Builder.AddParameter("word", secret: true);
        application.Builder.AddConnectionString("cache");

        var refusal = await Should.ThrowAsync<DistributedApplicationException>(application.StartAsync);

        refusal.Message.ShouldContain("Parameters:word: it is not set");
        refusal.Message.ShouldContain("Parameters__word");
        refusal.Message.ShouldContain("ConnectionStrings:cache: it is not set");
    }

    [Fact]
    public async Task A_value_comes_from_the_settings()
    {
        await using var application = new TestApplication("--Parameters:word", "said", "--ConnectionStrings:cache", "localhost:6379");
        var word = application.Builder.AddParameter("word").Resource;
        var cache = application.Builder.AddConnectionString("cache").Resource;
        await application.StartAsync();

        (await word.GetValueAsync(TestContext.Current.CancellationToken)).ShouldBe("said");
        (await cache.GetConnectionStringAsync(TestContext.Current.CancellationToken)).ShouldBe("localhost:6379");
        await application.WaitForStateAsync("cache", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_generated_value_stays_the_same_during_a_run()
    {
        await using var application = new TestApplication();
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(application.Builder, "password");

        var first = await password.GetValueAsync(TestContext.Current.CancellationToken);

        first!.Length.ShouldBeGreaterThanOrEqualTo(22);
        (await password.GetValueAsync(TestContext.Current.CancellationToken)).ShouldBe(first);
    }
}
