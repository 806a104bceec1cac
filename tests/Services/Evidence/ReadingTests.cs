using System.Net;
using System.Text;
using System.Text.Json;
using DeploymentFlex.TestSupport;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Evidence;

public sealed class ReadingTests(EvidenceFixture evidence) : IClassFixture<EvidenceFixture>
{
    private const string Digits = "0123456789";

    [Theory]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=7-100", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-100", Digits, "bytes 0-9/10")]
    [InlineData("BYTES=0-1", "01", "bytes 0-1/10")]
    public async Task A_range_is_answered_with_its_part(string range, string expected, string contentRange)
    {
        using var response = await GetAsync(await evidence.UploadAsync(Digits), ("Range", range));
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange!.ToString().ShouldBe(contentRange);
        response.Content.Headers.ContentLength.ShouldBe(expected.Length);
        (await response.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=10-12")]
    [InlineData("bytes=-0")]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=")]
    [InlineData("bytes")]
    [InlineData("bytes=99999999999999999999-")]
    public async Task A_bad_range_is_refused_with_the_size(string range)
    {
        using var response = await GetAsync(await evidence.UploadAsync(Digits), ("Range", range));
        (await response.ReadProblemAsync(416)).ShouldContain("10 bytes");
        response.Content.Headers.ContentRange!.ToString().ShouldBe("bytes */10");
    }

    [Theory]
    [InlineData("lines=1-2")]
    [InlineData("bytes=0-1,4-5")]
    public async Task A_range_of_another_kind_is_answered_with_the_whole(string range)
    {
        using var response = await GetAsync(await evidence.UploadAsync(Digits), ("Range", range));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Digits);
    }

    [Fact]
    public async Task Any_range_of_an_empty_file_is_refused()
    {
        using var response = await GetAsync(await evidence.UploadAsync([]), ("Range", "bytes=0-"));
        await response.ReadProblemAsync(416);
    }

    [Fact]
    public async Task If_range_decides_between_the_part_and_the_whole()
    {
        var id = await evidence.UploadAsync(Digits);
        using var whole = await GetAsync(id);
        foreach (var (condition, expected) in new[]
        {
            (whole.Headers.ETag!.ToString(), HttpStatusCode.PartialContent),
            (whole.Content.Headers.LastModified!.Value.ToString("r"), HttpStatusCode.PartialContent),
            ("\"other\"", HttpStatusCode.OK),
            ($"W/{whole.Headers.ETag}", HttpStatusCode.OK),
            ("nonsense", HttpStatusCode.OK),
        })
        {
            using var response = await GetAsync(id, ("Range", "bytes=0-1"), ("If-Range", condition));
            response.StatusCode.ShouldBe(expected, condition);
        }
    }

    [Fact]
    public async Task The_entity_tag_is_the_hash_and_answers_conditions()
    {
        var id = await evidence.UploadAsync(Digits);
        var sha256 = (await evidence.GetAsync($"/api/evidence/{id}")).GetProperty("sha256").GetString();
        using var whole = await GetAsync(id);
        whole.Headers.ETag!.Tag.ShouldBe($"\"{sha256}\"");
        using var same = await GetAsync(id, ("If-None-Match", whole.Headers.ETag.Tag));
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var other = await GetAsync(id, ("If-Match", "\"other\""));
        await other.ReadProblemAsync(412);
    }

    [Fact]
    public async Task What_was_uploaded_is_handed_out_as_a_file_and_never_as_a_page()
    {
        var id = await evidence.UploadAsync("<script>alert(1)</script>"u8.ToArray(), "späte \"Fehler\";.html");
        using var response = await GetAsync(id);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("späte \"Fehler\";.html");
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_the_bytes()
    {
        var id = await evidence.UploadAsync(Digits);
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/api/evidence/{id}/content");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-1");
        using var response = await evidence.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(10);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_and_hits_are_read_over_HTTP()
    {
        var id = await evidence.UploadAsync("one\ntwo\nthree");
        (await evidence.GetAsync($"/api/evidence/{id}/lines?from=2&count=1")).GetRawText()
            .ShouldBe("""{"from":2,"lines":[{"number":2,"text":"two"}],"total":3,"end":false}""");
        (await evidence.GetAsync($"/api/evidence/{id}/lines?from=4")).GetRawText()
            .ShouldBe("""{"from":4,"lines":[],"total":3,"end":true}""");
        (await evidence.GetAsync($"/api/evidence/{id}/find?q=T&after=2")).GetRawText()
            .ShouldBe("""{"hit":{"line":3,"column":1,"text":"three"},"scannedTo":3,"done":true}""");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_lines_that_never_end_are_read_without_failing()
    {
        var bytes = new byte[12_000_000];
        new Random(1).NextBytes(bytes.AsSpan(0, 1_000_000));
        var id = await evidence.UploadAsync(bytes, "core.dump");
        var page = await evidence.GetAsync($"/api/evidence/{id}/lines?count=1000");
        page.GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(0);
        var total = page.GetProperty("total").GetInt64();
        var last = await evidence.GetAsync($"/api/evidence/{id}/lines?from={total}");
        last.GetProperty("lines")[0].GetProperty("truncated").GetBoolean().ShouldBeTrue();
        (await evidence.GetAsync($"/api/evidence/{id}/find?q=%00%00%00nothing")).GetProperty("done").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("lines?from=0")]
    [InlineData("lines?from=-1")]
    [InlineData("lines?from=x")]
    [InlineData("lines?count=0")]
    [InlineData("lines?count=1001")]
    [InlineData("lines?from=99999999999999999999")]
    [InlineData("find")]
    [InlineData("find?q=")]
    [InlineData("find?q=a%0Ab")]
    [InlineData("find?q=a&after=-1")]
    [InlineData("find?q=a&after=x")]
    public async Task A_bad_query_is_refused(string query)
    {
        var id = await evidence.UploadAsync(Digits);
        using var response = await evidence.Http.GetAsync(Path($"/api/evidence/{id}/{query}"));
        await response.ReadProblemAsync(400);
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_refused()
    {
        var id = await evidence.UploadAsync(Digits);
        using var response = await evidence.Http.GetAsync(Path($"/api/evidence/{id}/find?q={new string('a', 257)}"));
        await response.ReadProblemAsync(400);
    }

    [Fact]
    public async Task What_knowledge_reports_is_shown_and_told_to_the_case_once()
    {
        var id = await evidence.UploadAsync(Encoding.UTF8.GetBytes("text"), "told.log");
        await ReportAsync(id, """{"status":"indexing","progress":0.25}""");
        var shown = await evidence.GetAsync($"/api/evidence/{id}");
        shown.GetProperty("status").GetString().ShouldBe("indexing");
        shown.GetProperty("progress").GetDouble().ShouldBe(0.25);

        for (var i = 0; i < 2; i++)
        {
            await ReportAsync(id, """{"status":"partly-indexed","reason":"too large","lines":7}""");
        }

        shown = await evidence.GetAsync($"/internal/evidence/{id}");
        shown.GetProperty("status").GetString().ShouldBe("partly-indexed");
        shown.GetProperty("reason").GetString().ShouldBe("too large");
        shown.GetProperty("indexedLines").GetInt64().ShouldBe(7);
        shown.TryGetProperty("progress", out _).ShouldBeFalse();

        bool IsTold(JsonElement entry) => entry.GetProperty("text").GetString() == "told.log can be searched in part";
        await Until.TrueAsync(() => evidence.Peers.Timeline.Any(IsTold), "the timeline entry arrives");
        evidence.Peers.Timeline.Where(IsTold).Select(static entry => entry.GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"status":"stored"}""", "allowed are indexing")]
    [InlineData("""{}""", "allowed are indexing")]
    [InlineData("""{"status":"indexing","progress":1.5}""", "'progress' must be from 0 to 1")]
    [InlineData("""{"status":"indexing","progress":"1"}""", "'progress' has a value of a wrong type")]
    [InlineData("""{"status":"indexed","lines":-1}""", "'lines' not below 0")]
    [InlineData("""{"status":"indexed","more":1}""", "'more' is not known")]
    public async Task A_bad_report_is_refused(string body, string said)
    {
        var id = await evidence.UploadAsync(Digits);
        using var response = await evidence.Http.PutAsync(Path($"/internal/evidence/{id}/status"), Json(body));
        (await response.ReadProblemAsync(400)).ShouldContain(said);
    }

    private async Task ReportAsync(Guid id, string body)
    {
        using var response = await evidence.Http.PutAsync(Path($"/internal/evidence/{id}/status"), Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<HttpResponseMessage> GetAsync(Guid id, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/evidence/{id}/content");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await evidence.Http.SendAsync(request);
    }
}
