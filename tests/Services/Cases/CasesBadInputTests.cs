using System.Net;
using System.Text;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Cases;

public sealed class CasesBadInputTests(CasesFixture cases) : IClassFixture<CasesFixture>
{
    public static TheoryData<string, string> BadCases => new()
    {
        { "{}", "title is empty" },
        { """{"title":""}""", "title is empty" },
        { """{"title":" \t "}""", "title is empty" },
        { """{"title":null}""", "title is empty" },
        { """{"title":7}""", "'title' has a value of a wrong type" },
        { """{"title":["a"]}""", "'title' has a value of a wrong type" },
        { """{"title":"a","severity":1}""", "'severity' is not known; allowed are title, description, assignee" },
        { """{"Title":"a"}""", "'Title' is not known" },
        { """{"title":"a","title":"b"}""", "not valid JSON" },
        { """{"title":"a\u0000b"}""", "control character" },
        { """{"title":"a","assignee":"x\ny"}""", "control character" },
        { """{"title":"a","description":"\u0007"}""", "control character" },
        { """{"title":"\ud800"}""", "'title' has a value of a wrong type" },
        { """{"\ud800":1}""", "not valid JSON" },
        { """{"title":"a"} x""", "not valid JSON" },
        { """{"title":"a",}""", "not valid JSON" },
        { """{"title":""", "not valid JSON" },
        { "", "not valid JSON" },
        { "null", "send an object" },
        { "[]", "send an object" },
        { "\"title\"", "send an object" },
        { new string('[', 5000), "not valid JSON" },
        { $$"""{"title":"{{new string('a', 201)}}"}""", "at most 200" },
        { $$"""{"title":"a","assignee":"{{new string('a', 201)}}"}""", "at most 200" },
        { $$"""{"title":"a","description":"{{new string('a', 20_001)}}"}""", "at most 20000" },
    };

    public static TheoryData<string, string> BadChanges => new()
    {
        { """{"title":""}""", "title is empty" },
        { """{"title":null}""", "title is empty" },
        { """{"status":"closed"}""", "allowed are open, investigating, resolved" },
        { """{"status":null}""", "allowed are open, investigating, resolved" },
        { """{"id":"x"}""", "'id' is not known; allowed are title, description, assignee, status" },
        { """{"hasTitle":true}""", "'hasTitle' is not known" },
        { "[]", "send an object" },
    };

    [Theory]
    [MemberData(nameof(BadCases))]
    public async Task A_bad_case_is_refused_with_what_is_wrong(string body, string said)
    {
        using var response = await cases.Http.PostAsync(Path("/api/cases"), Json(body));
        (await response.ReadProblemAsync(400)).ShouldContain(said);
    }

    [Theory]
    [MemberData(nameof(BadChanges))]
    public async Task A_bad_change_is_refused_with_what_is_wrong(string body, string said)
    {
        var id = await OpenAsync();
        using var response = await cases.Http.PatchAsync(Path($"/api/cases/{id}"), Json(body));
        (await response.ReadProblemAsync(400)).ShouldContain(said);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await cases.Http.PostAsync(Path("/api/cases"), content);
        await response.ReadProblemAsync(400);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"title":"a"}"""));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = await cases.Http.PostAsync(Path("/api/cases"), content);
        (await response.ReadProblemAsync(415)).ShouldContain("application/json");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var response = await cases.Http.PostAsync(Path("/api/cases"), Json($$"""{"title":"{{new string('a', 300_000)}}"}"""));
        await response.ReadProblemAsync(413);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=ten")]
    [InlineData("?limit=")]
    [InlineData("?limit=1&limit=2")]
    [InlineData("?status=closed")]
    [InlineData("?cursor=x")]
    [InlineData("?cursor=!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_bad_query_is_refused(string query)
    {
        using var response = await cases.Http.GetAsync(Path($"/api/cases{query}"));
        await response.ReadProblemAsync(400);
    }

    [Theory]
    [InlineData("019a0000-0000-7000-8000-000000000000")]
    [InlineData("7")]
    [InlineData("{019a0000-0000-7000-8000-000000000000}")]
    [InlineData("%00")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    public async Task A_case_that_is_not_there_is_not_found(string id)
    {
        using var read = await cases.Http.GetAsync(Path($"/api/cases/{id}"));
        read.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        using var change = await cases.Http.PatchAsync(Path($"/api/cases/{id}"), Json("""{"title":"a"}"""));
        change.StatusCode.ShouldBe(read.StatusCode);
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_said_so()
    {
        using var response = await cases.Http.DeleteAsync(Path("/api/cases"));
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
    }

    private async Task<string> OpenAsync()
    {
        using var response = await cases.Http.PostAsync(Path("/api/cases"), Json("""{"title":"A"}"""));
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }
}
