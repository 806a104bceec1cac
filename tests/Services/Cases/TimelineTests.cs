using System.Net;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Cases;

public sealed class TimelineTests(CasesFixture cases) : IClassFixture<CasesFixture>
{
    private const string Note = """{"id":"019a0000-0000-7000-8000-00000000000%","kind":"evidence-added","text":"app.log added"}""";

    [Fact]
    public async Task What_another_service_tells_twice_is_one_entry()
    {
        var id = await OpenAsync();
        for (var i = 0; i < 2; i++)
        {
            using var response = await TellAsync(id, Note.Replace('%', '1'));
            response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        using var read = await cases.Http.GetAsync(Path($"/api/cases/{id}"));
        var entry = (await read.ReadAsync(HttpStatusCode.OK)).GetProperty("timeline").EnumerateArray().Skip(1).Single();
        entry.GetProperty("kind").GetString().ShouldBe("evidence-added");
        entry.GetProperty("text").GetString().ShouldBe("app.log added");
    }

    [Theory]
    [InlineData("""{"kind":"evidence-added","text":"x"}""", "'id' is missing")]
    [InlineData("""{"id":"7","kind":"evidence-added","text":"x"}""", "'id' has a value of a wrong type")]
    [InlineData("""{"id":"019a0000-0000-7000-8000-000000000002","kind":"created","text":"x"}""", "allowed are evidence-added")]
    [InlineData("""{"id":"019a0000-0000-7000-8000-000000000002","kind":"evidence-added"}""", "text is empty")]
    public async Task A_bad_note_is_refused(string body, string said)
    {
        using var response = await TellAsync(await OpenAsync(), body);
        (await response.ReadProblemAsync(400)).ShouldContain(said);
    }

    [Fact]
    public async Task A_note_on_no_case_is_not_found()
    {
        using var response = await TellAsync(Guid.NewGuid().ToString(), Note.Replace('%', '3'));
        await response.ReadProblemAsync(404);
    }

    private Task<HttpResponseMessage> TellAsync(string id, string body) =>
        cases.Http.PostAsync(Path($"/internal/cases/{id}/timeline"), Json(body));

    private async Task<string> OpenAsync()
    {
        using var response = await cases.Http.PostAsync(Path("/api/cases"), Json("""{"title":"A"}"""));
        return (await response.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
    }
}
