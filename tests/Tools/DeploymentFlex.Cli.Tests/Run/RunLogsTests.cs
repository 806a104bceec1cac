using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Tests.Dashboard;

namespace DeploymentFlex.Cli.Tests.Run;

public sealed class RunLogsTests : IAsyncLifetime
{
    private readonly FakeResourceService _fake = new()
    {
        Resources = [FakeResourceService.Resource("cases", "Running"), FakeResourceService.Resource("jobs", "Running")],
    };

    private ResourceService? _service;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_of_all_services_come_in_the_order_of_time()
    {
        _fake.Write("cases", "2026-11-20T10:00:01.0000000Z one", "2026-11-20T10:00:03.0000000Z three");
        _fake.Write("jobs", "2026-11-20T10:00:02.0000000Z two");

        (await ReadLastAsync(Logs(), 10)).ShouldBe(["cases one", "jobs two", "cases three"]);
    }

    [Fact]
    public async Task A_line_without_a_time_stays_with_the_line_before_it()
    {
        _fake.Write("cases", "2026-11-20T10:00:01Z failed", "   at Cases.Open()", "2026-11-20T10:00:05Z on again");
        _fake.Write("jobs", "2026-11-20T10:00:03Z between");

        (await ReadLastAsync(Logs(), 10)).ShouldBe(["cases failed", "cases    at Cases.Open()", "jobs between", "cases on again"]);
    }

    [Fact]
    public async Task Only_as_many_lines_as_asked_for_come_then_only_new_ones_until_the_AppHost_ends()
    {
        _fake.Write("cases", "2026-11-20T10:00:01Z one", "2026-11-20T10:00:02Z two", "2026-11-20T10:00:03Z three");
        var logs = Logs();
        (await ReadLastAsync(logs, 2)).ShouldBe(["cases two", "cases three"]);
        _fake.Write("cases", "2026-11-20T10:00:04Z four");

        var followed = new List<string>();
        await foreach (var lines in logs.FollowAsync(Token))
        {
            followed.AddRange(lines.Select(static line => $"{line.Source} {line.Text}"));
            if (followed.Count == 1)
            {
                _fake.Write("jobs", "2026-11-20T10:00:05Z five");
            }
            else
            {
                await _fake.EndAsync();
            }
        }

        followed.ShouldBe(["cases four", "jobs five"]);
    }

    [Fact]
    public async Task One_service_can_be_chosen()
    {
        _fake.Write("cases", "2026-11-20T10:00:01Z one");
        _fake.Write("jobs", "2026-11-20T10:00:02Z two");

        (await ReadLastAsync(Logs("jobs"), 10)).ShouldBe(["jobs two"]);
    }

    [Fact]
    public async Task Following_ends_when_it_is_not_wanted_any_more()
    {
        _fake.Write("cases", "2026-11-20T10:00:01Z one");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Logs().FollowAsync(stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    public async ValueTask InitializeAsync()
    {
        await _fake.StartAsync();
        _service = new ResourceService(_fake.Run);
    }

    public async ValueTask DisposeAsync()
    {
        _service?.Dispose();
        await _fake.DisposeAsync();
    }

    private RunLogs Logs(string? only = null) => new(_service!, only);

    private async Task<IEnumerable<string>> ReadLastAsync(RunLogs logs, int count) =>
        (await logs.ReadLastAsync(await _service!.ReadResourcesAsync(Token), count, Token)).Select(static line => $"{line.Source} {line.Text}");
}
