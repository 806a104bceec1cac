using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DeploymentFlex.Services.Tests.Knowledge.Searching;

public sealed class SearchTests : IAsyncLifetime
{
    private EvidenceStandIn _evidence = null!;
    private KnowledgeHost _knowledge = null!;

    public async ValueTask InitializeAsync()
    {
        _evidence = await EvidenceStandIn.StartAsync();
        _knowledge = await KnowledgeHost.StartAsync(_evidence.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _knowledge.DisposeAsync();
        await _evidence.DisposeAsync();
    }

    [Theory]
    [InlineData("", "'q' is empty")]
    [InlineData("?q=", "'q' is empty")]
    [InlineData("?q=%20", "'q' is empty")]
    [InlineData("?q=a&limit=0", "'limit' is '0'")]
    [InlineData("?q=a&limit=101", "1 to 100")]
    [InlineData("?q=a&limit=ten", "1 to 100")]
    [InlineData("?q=a&caseId=7", "UUID")]
    public async Task A_query_that_cannot_be_answered_is_refused_with_what_is_allowed(string query, string expected)
    {
        var answer = await GetAsync(query);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("detail").GetString()!.ShouldContain(expected);
    }

    [Theory]
    [InlineData(1000, HttpStatusCode.OK)]
    [InlineData(1001, HttpStatusCode.BadRequest)]
    public async Task A_query_has_up_to_1000_characters(int length, HttpStatusCode expected) =>
        (await GetAsync($"?q={new string('a', length)}")).StatusCode.ShouldBe(expected);

    [Theory]
    [InlineData("%22%27*%29%28")]
    [InlineData("OR")]
    [InlineData("a%20NEAR%20b%20NOT%20c")]
    [InlineData("tokens%3Ax")]
    [InlineData("%F0%9D%84%9E")]
    [InlineData("%00")]
    public async Task A_query_is_words_and_never_syntax(string query)
    {
        await IndexAsync("nothing to see\n");

        (await GetAsync($"?q={query}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_indexed_is_no_results() => (await _knowledge.SearchAsync("anything")).ShouldBeEmpty();

    [Fact]
    public async Task A_case_limits_what_is_found()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await IndexAsync("heron seen here\n", mine);
        await IndexAsync("heron seen there\n", other);

        (await _knowledge.SearchAsync("heron")).Count.ShouldBe(2);
        (await _knowledge.SearchAsync("heron", $"&caseId={mine}")).Single().GetProperty("caseId").GetGuid().ShouldBe(mine);
        (await _knowledge.SearchAsync("heron", $"&caseId={Guid.CreateVersion7()}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_limit_bounds_the_results_and_ten_is_the_default()
    {
        await IndexAsync(string.Concat(Enumerable.Range(0, 200).Select(static i => $"stork number{i}\n")));

        (await _knowledge.SearchAsync("stork")).Count.ShouldBe(10);
        (await _knowledge.SearchAsync("stork", "&limit=1")).Count.ShouldBe(1);
        (await _knowledge.SearchAsync("stork", "&limit=100")).Count.ShouldBe(100);
    }

    [Fact]
    public async Task The_line_with_the_identifier_is_first_among_thousands_like_it()
    {
        await IndexAsync(string.Concat(Enumerable.Range(0, 5000).Select(static i => $"081109 203615 {i % 300} INFO Received block blk_{(i * 7919) + 100_000} of size 67108864 from 10.250.{i / 250}.{i % 250}\n")));

        var results = await _knowledge.SearchAsync($"received block blk_{(1234 * 7919) + 100_000}");

        results[0].GetProperty("line").GetInt64().ShouldBe(1235);
        results[0].GetProperty("score").GetDouble().ShouldBeGreaterThan(results[1].GetProperty("score").GetDouble() + 0.3);
    }

    [Fact]
    public async Task One_statement_s_lines_do_not_fill_the_list_while_others_match()
    {
        var many = string.Concat(Enumerable.Range(0, 300).Select(static i => $"connection from host 10.0.{i / 250}.{i % 250} refused\n"));
        await IndexAsync($"{many}connection to the database refused\nconnection pool exhausted, request refused\n");

        var results = await _knowledge.SearchAsync("connection refused", "&limit=5");

        var texts = results.Select(static result => result.GetProperty("text").GetString()).ToList();
        texts.ShouldContain("connection to the database refused");
        texts.ShouldContain("connection pool exhausted, request refused");
    }

    [Fact]
    public async Task Scores_fall_from_the_first_to_the_last()
    {
        await IndexAsync("disk full\ndisk nearly full\ndisk replaced\nnetwork down\n");

        var scores = (await _knowledge.SearchAsync("disk full")).Select(static result => result.GetProperty("score").GetDouble()).ToList();

        scores[0].ShouldBe(1);
        scores.ShouldBeInOrder(SortDirection.Descending);
        scores.ShouldAllBe(static score => score > 0 && score <= 1);
    }

    [Fact]
    public async Task A_search_while_an_evidence_is_indexed_again_shows_no_line_twice()
    {
        var id = await IndexAsync(string.Concat(Enumerable.Range(0, 3000).Select(static i => $"crane number{i}\n")));

        var indexing = _knowledge.IndexAsync(id);
        while (!indexing.IsCompleted)
        {
            var lines = (await _knowledge.SearchAsync("crane", "&limit=100")).Select(static result => result.GetProperty("line").GetInt64()).ToList();
            lines.ShouldBeUnique();
        }

        (await indexing).EnsureSuccessStatusCode();
    }

    private async Task<Guid> IndexAsync(string text, Guid caseId = default)
    {
        var id = _evidence.Add(text, caseId);
        (await _knowledge.IndexAsync(id)).EnsureSuccessStatusCode();
        return id;
    }

    private Task<HttpResponseMessage> GetAsync(string query) =>
        _knowledge.Http.GetAsync(new Uri($"/api/knowledge/search{query}", UriKind.Relative), TestContext.Current.CancellationToken);
}
