using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace DeploymentFlex.Services.Tests.Knowledge.Indexing;

public sealed class IndexingTests : IAsyncLifetime
{
    private EvidenceStandIn _evidence = null!;
    private KnowledgeHost _knowledge = null!;

    public async ValueTask InitializeAsync()
    {
        _evidence = await EvidenceStandIn.StartAsync();
        _knowledge = await KnowledgeHost.StartAsync(_evidence.Address, new KeyValuePair<string, string?>("Knowledge:MaxEntriesPerFile", "5000"));
    }

    public async ValueTask DisposeAsync()
    {
        await _knowledge.DisposeAsync();
        await _evidence.DisposeAsync();
    }

    [Fact]
    public async Task An_evidence_is_found_after_it_was_indexed()
    {
        var caseId = Guid.CreateVersion7();
        var id = _evidence.Add("first\nsecond\ndisk is full on host7001\nfourth\nfifth\nsixth\n", caseId, "app.log");

        (await _knowledge.IndexAsync(id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var result = (await _knowledge.SearchAsync("disk full host7001"))[0];
        result.GetProperty("text").GetString().ShouldBe("disk is full on host7001");
        Texts(result, "before").ShouldBe(["first", "second"]);
        Texts(result, "after").ShouldBe(["fourth", "fifth"]);
        result.GetProperty("caseId").GetGuid().ShouldBe(caseId);
        result.GetProperty("evidenceId").GetGuid().ShouldBe(id);
        result.GetProperty("name").GetString().ShouldBe("app.log");
        result.GetProperty("line").GetInt64().ShouldBe(3);
        result.GetProperty("repeats").GetInt32().ShouldBe(1);
        result.GetProperty("score").GetDouble().ShouldBeInRange(0.9, 1);
        _evidence.Statuses.ShouldBe(["indexing", "indexed"]);
        _evidence.Reports.Last().GetProperty("lines").GetInt64().ShouldBe(6);
    }

    [Fact]
    public async Task Progress_is_told_while_a_large_file_is_read()
    {
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(static i => $"2026-01-01 10:00:{i % 60:00} request of a user was answered in time\n"));
        var id = _evidence.Add(text);

        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();

        var progress = _evidence.Reports
            .Where(static report => report.TryGetProperty("progress", out _))
            .Select(static report => report.GetProperty("progress").GetDouble())
            .ToList();
        progress.Count.ShouldBeGreaterThan(5);
        progress.ShouldBeInOrder(SortDirection.Ascending);
        progress.ShouldAllBe(static value => value >= 0 && value <= 1);
        (await _knowledge.SearchAsync("request user"))[0].GetProperty("repeats").GetInt32().ShouldBe(200_000);
    }

    [Fact]
    public async Task A_repeat_that_comes_batches_later_is_counted()
    {
        var different = string.Concat(Enumerable.Range(0, 4500).Select(static i => $"entry number{i}\n"));
        var id = _evidence.Add($"10:00:00 watchdog barked\n{different}11:00:00 watchdog barked\n12:00:00 watchdog barked\n");

        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();

        var result = (await _knowledge.SearchAsync("watchdog barked"))[0];
        result.GetProperty("repeats").GetInt32().ShouldBe(3);
        result.GetProperty("line").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_file_over_the_cap_is_searched_up_to_the_line_that_is_told()
    {
        var id = _evidence.Add(string.Concat(Enumerable.Range(1, 6000).Select(static i => $"entry number{i:00000}\n")));

        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();

        var report = _evidence.Reports.Last();
        report.GetProperty("status").GetString().ShouldBe("partly-indexed");
        report.GetProperty("lines").GetInt64().ShouldBe(5000);
        report.GetProperty("reason").GetString()!.ShouldContain("up to line 5000");
        report.GetProperty("reason").GetString()!.ShouldContain("Knowledge:MaxEntriesPerFile");
        (await _knowledge.SearchAsync("number05000"))[0].GetProperty("line").GetInt64().ShouldBe(5000);
        (await _knowledge.SearchAsync("number05001")).ShouldNotContain(static result => result.GetProperty("line").GetInt64() > 5000);
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_searched_by_its_beginning_and_said_to_be_cut()
    {
        var id = _evidence.Add($"short\nbeginning {new string('x', 10 * 1024 * 1024)}\nlast\n");

        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();

        _evidence.Statuses.Last().ShouldBe("partly-indexed");
        _evidence.Reports.Last().GetProperty("reason").GetString()!.ShouldContain("Line 2");
        (await _knowledge.SearchAsync("beginning"))[0].GetProperty("line").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_said_to_be_none()
    {
        var id = _evidence.Add([0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[1000]], name: "screen.png");

        (await _knowledge.IndexAsync(id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        _evidence.Statuses.Last().ShouldBe("not-text");
        _evidence.Reports.Last().GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_evidence_that_is_gone_is_nothing_to_do()
    {
        (await _knowledge.IndexAsync(Guid.CreateVersion7())).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        _evidence.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_written_of_an_evidence_that_goes_meanwhile_is_removed()
    {
        var id = _evidence.Add(string.Concat(Enumerable.Range(0, 4900).Select(static i => $"vanishing number{i}\n")));
        _evidence.IsGoneAt = static report => report.TryGetProperty("progress", out var progress) && progress.GetDouble() > 0.3;

        (await _knowledge.IndexAsync(id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        _evidence.Statuses.ShouldAllBe(static status => status == "indexing");
        (await _knowledge.SearchAsync("vanishing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again_from_the_start()
    {
        var lines = string.Concat(Enumerable.Range(0, 4000).Select(static i => $"interrupted number{i}\n"));
        var id = _evidence.Add(lines);
        _evidence.BreakContentAfter = lines.Length * 3 / 4;

        var broken = await _knowledge.IndexAsync(id);
        broken.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        broken.Headers.RetryAfter.ShouldNotBeNull();
        broken.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");

        _evidence.BreakContentAfter = null;
        (await _knowledge.IndexAsync(id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        _evidence.Statuses.Last().ShouldBe("indexed");
        (await _knowledge.SearchAsync("number17", "&limit=100")).Count(IsLine18).ShouldBe(1);
    }

    [Fact]
    public async Task Content_that_stands_still_is_given_up_and_tried_again()
    {
        var still = new TaskCompletionSource();
        var id = _evidence.Add("beginning\nend\n");
        _evidence.BreakContentAfter = 5;
        _evidence.ContentMayEnd = still.Task;
        await using var impatient = await KnowledgeHost.StartAsync(_evidence.Address, new KeyValuePair<string, string?>("Knowledge:StallTimeout", "00:00:01"));

        var answer = await impatient.IndexAsync(id);
        still.SetResult();

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_second_indexing_replaces_the_first()
    {
        var id = _evidence.Add("formerly it said walrus\n");
        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();
        _evidence.Replace(id, "now it says dolphin\n");

        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();

        (await _knowledge.SearchAsync("walrus")).ShouldBeEmpty();
        (await _knowledge.SearchAsync("dolphin")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Indexings_of_one_evidence_at_once_take_turns()
    {
        var id = _evidence.Add(string.Concat(Enumerable.Range(0, 3000).Select(static i => $"turn number{i}\n")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _knowledge.IndexAsync(id)));

        answers.ShouldAllBe(static answer => answer.StatusCode == HttpStatusCode.NoContent);
        (await _knowledge.SearchAsync("turn number17", "&limit=100")).Count(IsLine18).ShouldBe(1);
        string.Join(' ', _evidence.Statuses.Where(static (status, i) => status == "indexed")).ShouldBe("indexed indexed indexed indexed");
        Runs(_evidence.Statuses).ShouldBe(["indexing", "indexed", "indexing", "indexed", "indexing", "indexed", "indexing", "indexed"]);
    }

    [Fact]
    public async Task What_is_removed_is_not_found_and_removing_it_again_is_the_same()
    {
        var (gone, kept) = (_evidence.Add("pelican one\n"), _evidence.Add("pelican two\n"));
        (await _knowledge.IndexAsync(gone)).EnsureSuccessStatusCode();
        (await _knowledge.IndexAsync(kept)).EnsureSuccessStatusCode();

        for (var i = 0; i < 2; i++)
        {
            var answer = await _knowledge.Http.DeleteAsync(new Uri($"/internal/index/{gone}", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await _knowledge.SearchAsync("pelican")).Single().GetProperty("evidenceId").GetGuid().ShouldBe(kept);
    }

    [Theory]
    [InlineData("{}", "'evidenceId'")]
    [InlineData("{\"evidenceId\":\"no\"}", "'evidenceId'")]
    [InlineData("null", "send an object")]
    public async Task A_payload_without_an_evidence_is_refused(string payload, string expected)
    {
        using var body = new StringContent(payload, Encoding.UTF8, "application/json");

        var answer = await _knowledge.Http.PostAsync(new Uri("/internal/index", UriKind.Relative), body, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("detail").GetString()!.ShouldContain(expected);
    }

    private static bool IsLine18(JsonElement result) => result.GetProperty("line").GetInt64() == 18;

    private static IEnumerable<string?> Texts(JsonElement result, string name) =>
        result.GetProperty(name).EnumerateArray().Select(static line => line.GetString());

    /// <summary>The statuses without those that only repeat the one before.</summary>
    private static List<string> Runs(IEnumerable<string> statuses) =>
        statuses.Aggregate(new List<string>(), static (runs, status) =>
        {
            if (runs.Count == 0 || runs[^1] != status)
            {
                runs.Add(status);
            }

            return runs;
        });
}
