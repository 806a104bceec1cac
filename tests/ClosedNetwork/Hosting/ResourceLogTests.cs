using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests;

public sealed class ResourceLogTests
{
    [Fact]
    public async Task One_who_comes_late_gets_the_lines_so_far_and_the_new_ones()
    {
        using var logs = new ResourceLoggerService();
        logs.GetLogger("cases").LogInformation("one");
        await using var watching = logs.WatchAsync("cases").GetAsyncEnumerator(TestContext.Current.CancellationToken);

        (await watching.MoveNextAsync()).ShouldBeTrue();
        watching.Current.Single().Content.ShouldEndWith(" one");
        logs.GetLogger("cases").LogError("two");
        (await watching.MoveNextAsync()).ShouldBeTrue();

        var second = watching.Current.Single();
        second.LineNumber.ShouldBe(2);
        second.IsErrorMessage.ShouldBeTrue();
        logs.Dispose();
        (await watching.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_latest_lines_are_held()
    {
        using var logs = new ResourceLoggerService();
        for (var line = 0; line < 1500; line++)
        {
            logs.LogOf("cases").Write($"line {line}", isError: false);
        }

        await using var watching = logs.WatchAsync("cases").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await watching.MoveNextAsync();

        watching.Current.Count.ShouldBe(1000);
        watching.Current[0].LineNumber.ShouldBe(501);
    }
}
