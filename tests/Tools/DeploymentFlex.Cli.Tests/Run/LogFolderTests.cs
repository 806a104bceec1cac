using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

public sealed class LogFolderTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();

    [Fact]
    public void Lines_of_all_services_come_in_the_order_of_time()
    {
        Write("cases", "2026-11-20T10:00:01.0000000Z one", "2026-11-20T10:00:03.0000000Z three");
        Write("jobs", "2026-11-20T10:00:02.0000000Z two");

        Logs().ReadLast(10).Select(static line => $"{line.Source} {line.Text}").ShouldBe(["cases one", "jobs two", "cases three"]);
    }

    [Fact]
    public void A_line_without_a_time_stays_with_the_line_before_it()
    {
        Write("cases", "2026-11-20T10:00:01Z failed", "   at Cases.Open()", "2026-11-20T10:00:05Z on again");
        Write("jobs", "2026-11-20T10:00:03Z between");

        Logs().ReadLast(10).Select(static line => line.Text).ShouldBe(["failed", "   at Cases.Open()", "between", "on again"]);
    }

    [Fact]
    public void Only_as_many_lines_as_asked_for_come_then_only_new_ones()
    {
        Write("cases", "2026-11-20T10:00:01Z one", "2026-11-20T10:00:02Z two", "2026-11-20T10:00:03Z three");
        var logs = Logs();

        logs.ReadLast(2).Select(static line => line.Text).ShouldBe(["two", "three"]);
        logs.ReadNew().ShouldBeEmpty();

        Append("cases", "2026-11-20T10:00:04Z four\n2026-11-20T10:00:05Z fi");
        logs.ReadNew().Select(static line => line.Text).ShouldBe(["four"]);

        Append("cases", "ve\n");
        logs.ReadNew().Select(static line => line.Text).ShouldBe(["five"]);
    }

    [Fact]
    public void A_service_that_has_just_got_its_log_is_followed_too()
    {
        Write("cases", "2026-11-20T10:00:01Z one");
        var logs = Logs();
        logs.ReadLast(10).Count().ShouldBe(1);

        Write("jobs", "2026-11-20T10:00:02Z two");

        logs.ReadNew().ShouldHaveSingleItem().Source.ShouldBe("jobs");
    }

    [Fact]
    public void One_service_can_be_chosen()
    {
        Write("cases", "2026-11-20T10:00:01Z one");
        Write("jobs", "2026-11-20T10:00:02Z two");

        Logs("jobs").ReadLast(10).ShouldHaveSingleItem().Text.ShouldBe("two");
    }

    [Fact]
    public void The_end_of_a_large_log_is_found_with_its_first_whole_line()
    {
        var lines = Enumerable.Range(0, 20_000).Select(static i => $"2026-11-20T10:00:01Z line {i} with ü").ToArray();
        Write("cases", lines);

        var last = Logs().ReadLast(100_000).ToList();

        last.Count.ShouldBeInRange(1_000, 19_999);
        last[0].Text.ShouldStartWith("line ");
        last[^1].Text.ShouldBe("line 19999 with ü");
    }

    [Fact]
    public void A_log_that_began_anew_is_read_from_its_start()
    {
        Write("cases", "2026-11-20T10:00:01Z one", "2026-11-20T10:00:02Z two");
        var logs = Logs();
        logs.ReadLast(10).Count().ShouldBe(2);

        Write("cases", "2026-11-20T10:00:09Z again");

        logs.ReadNew().ShouldHaveSingleItem().Text.ShouldBe("again");
    }

    public void Dispose() => _clone.Dispose();

    private LogFolder Logs(string? only = null) => new(Path.Combine(_clone.Repository.RunFolder, "logs"), only);

    private void Write(string source, params string[] lines) => _clone.Write($".flex/run/logs/{source}.log", string.Join('\n', lines) + "\n");

    private void Append(string source, string text) => File.AppendAllText(Path.Combine(_clone.Repository.RunFolder, "logs", source + ".log"), text);
}
