using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeploymentFlex.System.Tests;

/// <summary>The main job with six real logs, and thirty questions to them, over HTTP alone.</summary>
public sealed class MainJobTests(RunningSystem system, ITestOutputHelper output) : IClassFixture<RunningSystem>
{
    private const int Needed = 27;

    [Fact]
    public async Task Thirty_questions_to_six_logs_find_a_right_line_among_the_first_five()
    {
        var caseId = await system.Client.CreateCaseAsync("Six logs");
        var evidence = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Repository.Logs, "*.log"))
        {
            var stored = await system.Client.UploadAsync(caseId, Path.GetFileName(path), await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
            evidence[Path.GetFileName(path)] = stored.GetProperty("id").GetString()!;
        }

        evidence.Count.ShouldBe(6);
        foreach (var id in evidence.Values)
        {
            await system.WaitUntilIndexedAsync(id);
        }

        var questions = Questions();
        questions.Count.ShouldBe(30);
        var missed = new List<string>();
        var reciprocal = 0.0;
        foreach (var (log, text, right) in questions)
        {
            var results = await system.Client.SearchAsync(text);
            var rank = results.ToList().FindIndex(result =>
                result.GetProperty("name").GetString() == log && right.IsMatch(result.GetProperty("text").GetString()!)) + 1;
            reciprocal += rank > 0 ? 1.0 / rank : 0;
            if (rank == 0)
            {
                missed.Add($"{log}: {text}");
            }
        }

        output.WriteLine($"{questions.Count - missed.Count} of {questions.Count} found, mean reciprocal rank {reciprocal / questions.Count:F3}");
        (questions.Count - missed.Count).ShouldBeGreaterThanOrEqualTo(Needed, string.Join(Environment.NewLine, missed));
    }

    [Fact]
    public async Task A_result_leads_to_its_case_file_and_line()
    {
        var caseId = await system.Client.CreateCaseAsync("One line");
        var lines = Enumerable.Range(1, 3_000).Select(static i => i == 2_345 ? "the zebra crossed at 10.9.8.7" : $"tick {i} of the quiet clock");
        var stored = await system.Client.UploadAsync(caseId, "clock.log", global::System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var id = stored.GetProperty("id").GetString()!;
        await system.WaitUntilIndexedAsync(id);

        var result = (await system.Client.SearchAsync("zebra 10.9.8.7", caseId))[0];
        result.GetProperty("caseId").GetString().ShouldBe(caseId);
        result.GetProperty("evidenceId").GetString().ShouldBe(id);
        result.GetProperty("name").GetString().ShouldBe("clock.log");
        result.GetProperty("line").GetInt64().ShouldBe(2_345);
        result.GetProperty("before").EnumerateArray().Select(static line => line.GetString()).ShouldBe(["tick 2343 of the quiet clock", "tick 2344 of the quiet clock"]);

        var page = await system.Client.GetStringAsync($"/api/evidence/{id}/lines?from=2345&count=1", TestContext.Current.CancellationToken);
        page.ShouldContain("the zebra crossed at 10.9.8.7");
    }

    [Fact]
    public async Task What_is_deleted_is_found_no_more()
    {
        var caseId = await system.Client.CreateCaseAsync("Deleted");
        var stored = await system.Client.UploadAsync(caseId, "gone.log", "the albatross left\n"u8.ToArray());
        var id = stored.GetProperty("id").GetString()!;
        await system.WaitUntilIndexedAsync(id);
        (await system.Client.SearchAsync("albatross", caseId)).Count.ShouldBe(1);

        using var deleted = await system.Client.DeleteAsync($"/api/evidence/{id}", TestContext.Current.CancellationToken);
        ((int)deleted.StatusCode).ShouldBe(204);
        using var gone = await system.Client.GetAsync($"/api/evidence/{id}", TestContext.Current.CancellationToken);
        ((int)gone.StatusCode).ShouldBe(404);
        await system.WaitAsync("the index has let go", async () => (await system.Client.SearchAsync("albatross", caseId)).Count == 0);
    }

    [Theory]
    [InlineData("/internal/jobs")]
    [InlineData("/INTERNAL/jobs")]
    [InlineData("/api/evidence/%2e%2e/%2e%2e/internal/purge")]
    [InlineData("/%69nternal/jobs")]
    [InlineData("//internal/jobs")]
    public async Task The_gateway_leads_nowhere_inside(string path)
    {
        // As it is, without the dots and escapes resolved before it is sent.
        var raw = new Uri($"http://localhost:{system.Port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var response = await system.Client.GetAsync(raw, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(404);
    }

    private static List<(string Log, string Text, Regex Right)> Questions()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Logs, "questions.json")));
        return [.. document.RootElement.GetProperty("questions").EnumerateArray().Select(static question => (
            question.GetProperty("log").GetString()!,
            question.GetProperty("text").GetString()!,
            new Regex(question.GetProperty("right").GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1))))];
    }
}
