using System.Net;
using System.Text.Json;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Cases;

public sealed class CasesTests(CasesFixture cases) : IClassFixture<CasesFixture>
{
    [Fact]
    public async Task A_new_case_is_answered_with_its_place_and_stays()
    {
        using var response = await cases.Http.PostAsync(Path("/api/cases"), Json("""{"title":" Disk full ","description":"since noon","assignee":"kim"}"""));
        var made = await response.ReadAsync(HttpStatusCode.Created);
        response.Headers.Location!.ToString().ShouldBe($"/api/cases/{made.GetProperty("id").GetString()}");

        using var again = await cases.Http.GetAsync(response.Headers.Location);
        var read = await again.ReadAsync(HttpStatusCode.OK);
        read.GetRawText().ShouldBe(made.GetRawText());
        again.Headers.ETag.ShouldBe(response.Headers.ETag);
        read.GetProperty("title").GetString().ShouldBe("Disk full");
        read.GetProperty("assignee").GetString().ShouldBe("kim");
        read.GetProperty("status").GetString().ShouldBe("open");
        read.GetProperty("timeline").EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("created");
    }

    [Fact]
    public async Task Each_change_is_an_entry_of_the_timeline_in_its_order()
    {
        var id = await OpenAsync();
        using var response = await PatchAsync(id, """{"title":"B","assignee":"lee","description":"more","status":"investigating"}""");
        var changed = await response.ReadAsync(HttpStatusCode.OK);

        var timeline = changed.GetProperty("timeline").EnumerateArray().ToList();
        timeline.Select(static entry => entry.GetProperty("kind").GetString())
            .ShouldBe(["created", "title", "description", "assignee", "status"]);
        timeline[^1].GetProperty("from").GetString().ShouldBe("open");
        timeline[^1].GetProperty("to").GetString().ShouldBe("investigating");
        changed.GetProperty("title").GetString().ShouldBe("B");
    }

    [Fact]
    public async Task What_is_the_same_already_is_no_change()
    {
        var id = await OpenAsync();
        using var before = await cases.Http.GetAsync(Path($"/api/cases/{id}"));
        using var response = await PatchAsync(id, """{"title":"A","status":"open"}""");
        await response.ReadAsync(HttpStatusCode.OK);
        response.Headers.ETag.ShouldBe(before.Headers.ETag);
    }

    [Fact]
    public async Task Null_takes_the_assignee_away()
    {
        var id = await OpenAsync();
        (await PatchAsync(id, """{"assignee":"kim"}""")).Dispose();
        using var response = await PatchAsync(id, """{"assignee":null}""");
        (await response.ReadAsync(HttpStatusCode.OK)).GetProperty("assignee").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_statuses_go_round_and_no_other_way()
    {
        var id = await OpenAsync();
        (await (await PatchAsync(id, """{"status":"resolved","title":"not kept"}""")).ReadProblemAsync(409)).ShouldContain("to investigating");
        await (await PatchAsync(id, """{"status":"investigating"}""")).ReadAsync(HttpStatusCode.OK);
        (await (await PatchAsync(id, """{"status":"open"}""")).ReadProblemAsync(409)).ShouldContain("to resolved");
        await (await PatchAsync(id, """{"status":"resolved"}""")).ReadAsync(HttpStatusCode.OK);
        (await (await PatchAsync(id, """{"status":"investigating"}""")).ReadProblemAsync(409)).ShouldContain("to open");
        var reopened = await (await PatchAsync(id, """{"status":"open"}""")).ReadAsync(HttpStatusCode.OK);
        reopened.GetProperty("title").GetString().ShouldBe("A");
    }

    [Fact]
    public async Task A_read_with_the_tag_it_has_is_answered_with_nothing_new()
    {
        var id = await OpenAsync();
        using var first = await cases.Http.GetAsync(Path($"/api/cases/{id}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/cases/{id}");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await cases.Http.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
    }

    [Fact]
    public async Task Of_writers_that_start_from_the_same_tag_one_succeeds()
    {
        var id = await OpenAsync();
        using var read = await cases.Http.GetAsync(Path($"/api/cases/{id}"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            PatchAsync(id, $$"""{"title":"T{{number}}"}""", read.Headers.ETag!.ToString())));

        answers.Count(static answer => answer.StatusCode is HttpStatusCode.OK).ShouldBe(1);
        foreach (var refused in answers.Where(static answer => answer.StatusCode is not HttpStatusCode.OK))
        {
            await refused.ReadProblemAsync(412);
        }
    }

    [Theory]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("1", HttpStatusCode.BadRequest)]
    public async Task If_match_is_honoured(string tag, HttpStatusCode expected)
    {
        var id = await OpenAsync();
        using var response = await PatchAsync(id, """{"title":"B"}""", tag);
        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_list_is_newest_first_page_by_page_and_without_timelines()
    {
        var assignee = Guid.NewGuid().ToString();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await OpenAsync(assignee));
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ListAsync($"?assignee={assignee}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            var items = page.GetProperty("items").EnumerateArray().ToList();
            items.Any(static item => item.TryGetProperty("timeline", out _)).ShouldBeFalse();
            seen.AddRange(items.Select(static item => item.GetProperty("id").GetString()!));
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);

        // Ids of one millisecond have no order among each other.
        seen.ShouldBe(ids, ignoreOrder: true);
        seen.Select(static id => id[..13]).ShouldBe(ids.Select(static id => id[..13]));
    }

    [Fact]
    public async Task A_list_is_filtered_by_status_and_assignee()
    {
        var assignee = Guid.NewGuid().ToString();
        var (open, other) = (await OpenAsync(assignee), await OpenAsync(assignee));
        (await PatchAsync(other, """{"status":"investigating"}""")).Dispose();

        (await ListAsync($"?assignee={assignee}&status=open")).GetProperty("items").EnumerateArray()
            .Select(static item => item.GetProperty("id").GetString()).ShouldBe([open]);
        (await ListAsync($"?assignee={assignee}&status=resolved")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private async Task<string> OpenAsync(string? assignee = null)
    {
        var body = JsonSerializer.Serialize(new { title = "A", assignee });
        using var response = await cases.Http.PostAsync(Path("/api/cases"), Json(body));
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }

    private async Task<HttpResponseMessage> PatchAsync(string id, string body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/cases/{id}") { Content = Json(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await cases.Http.SendAsync(request);
    }

    private async Task<JsonElement> ListAsync(string query)
    {
        using var response = await cases.Http.GetAsync(Path($"/api/cases{query}"));
        return await response.ReadAsync(HttpStatusCode.OK);
    }
}
