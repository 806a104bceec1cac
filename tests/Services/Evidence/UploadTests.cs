using System.Net;
using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.TestSupport;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Evidence;

public sealed class UploadTests(EvidenceFixture evidence) : IClassFixture<EvidenceFixture>
{
    [Fact]
    public async Task A_raw_body_is_kept_as_it_is()
    {
        var (caseId, bytes) = (evidence.Peers.NewCase(), RandomNumberGenerator.GetBytes(300_000));
        using var response = await evidence.PostAsync(caseId, "dump.bin", bytes);
        var made = await response.ReadAsync(HttpStatusCode.Created);
        made.GetProperty("caseId").GetGuid().ShouldBe(caseId);
        made.GetProperty("name").GetString().ShouldBe("dump.bin");
        made.GetProperty("size").GetInt64().ShouldBe(300_000);
        made.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        made.GetProperty("status").GetString().ShouldBe("stored");
        response.Headers.Location!.ToString().ShouldBe($"/api/evidence/{made.GetProperty("id").GetString()}");

        (await evidence.GetAsync(response.Headers.Location.ToString())).GetRawText().ShouldBe(made.GetRawText());
        (await evidence.Http.GetByteArrayAsync(Path($"{response.Headers.Location}/content"))).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_form_is_taken_as_well()
    {
        using var form = Form("file", "späte Fehler.log", "one\ntwo"u8.ToArray());
        using var response = await PostFormAsync(evidence.Peers.NewCase(), form);
        var made = await response.ReadAsync(HttpStatusCode.Created);
        made.GetProperty("name").GetString().ShouldBe("späte Fehler.log");
        made.GetProperty("lines").GetInt64().ShouldBe(2);
        (await evidence.Http.GetStringAsync(Path($"{response.Headers.Location}/content"))).ShouldBe("one\ntwo");
    }

    [Fact]
    public async Task The_same_bytes_twice_in_one_case_are_one_piece_of_evidence()
    {
        var (caseId, bytes) = (evidence.Peers.NewCase(), RandomNumberGenerator.GetBytes(1000));
        var before = await evidence.CountAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => evidence.PostAsync(caseId, $"{number}.log", bytes)));

        answers.Count(static answer => answer.StatusCode is HttpStatusCode.Created).ShouldBe(1);
        answers.Count(static answer => answer.StatusCode is HttpStatusCode.OK).ShouldBe(7);
        answers.Select(static answer => answer.Headers.Location).Distinct().Count().ShouldBe(1);
        (await evidence.CountAsync()).ShouldBe((before.Files + 1, before.Records + 1));

        using var elsewhere = await evidence.PostAsync(evidence.Peers.NewCase(), "a.log", bytes);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_index_job_and_the_timeline_entry_follow()
    {
        var id = await evidence.UploadAsync("a line");
        await Until.TrueAsync(
            () => evidence.Peers.Jobs.Any(job => job.GetProperty("payload").GetProperty("evidenceId").GetGuid() == id
                && job.GetProperty("type").GetString() == "knowledge.index"),
            "the index job arrives");
        await Until.TrueAsync(
            () => evidence.Peers.Timeline.Any(entry => entry.GetProperty("kind").GetString() == "evidence-added"),
            "the timeline entry arrives");
    }

    [Fact]
    public async Task A_list_shows_the_evidence_of_one_case()
    {
        var caseId = evidence.Peers.NewCase();
        (await evidence.GetAsync($"/api/cases/{caseId}/evidence")).GetProperty("items").GetArrayLength().ShouldBe(0);
        foreach (var name in new[] { "a", "b", "c" })
        {
            (await evidence.PostAsync(caseId, name, Encoding.UTF8.GetBytes(name))).EnsureSuccessStatusCode();
        }

        var first = await evidence.GetAsync($"/api/cases/{caseId}/evidence?limit=2");
        var second = await evidence.GetAsync($"/api/cases/{caseId}/evidence?limit=2&cursor={first.GetProperty("cursor").GetString()}");
        second.GetProperty("cursor").GetString().ShouldBeNull();
        first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(static item => item.GetProperty("name").GetString()).ShouldBe(["a", "b", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_empty_file_is_evidence_too()
    {
        var id = await evidence.UploadAsync([]);
        (await evidence.GetAsync($"/api/evidence/{id}")).GetProperty("lines").GetInt64().ShouldBe(0);
        (await evidence.Http.GetByteArrayAsync(Path($"/api/evidence/{id}/content"))).ShouldBeEmpty();
        (await evidence.GetAsync($"/api/evidence/{id}/lines")).GetRawText().ShouldBe("""{"from":1,"lines":[],"total":0,"end":true}""");
        (await evidence.GetAsync($"/api/evidence/{id}/find?q=a")).GetRawText().ShouldBe("""{"hit":null,"scannedTo":0,"done":true}""");
    }

    [Fact]
    public async Task A_case_that_is_not_there_takes_nothing()
    {
        var before = await evidence.CountAsync();
        using var upload = await evidence.PostAsync(Guid.NewGuid(), "a.log", [1]);
        await upload.ReadProblemAsync(404);
        using var list = await evidence.Http.GetAsync(Path($"/api/cases/{Guid.NewGuid()}/evidence"));
        await list.ReadProblemAsync(404);
        using var malformed = await evidence.Http.PostAsync(Path("/api/cases/7/evidence?name=a"), new ByteArrayContent([1]));
        await malformed.ReadProblemAsync(404);
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../a.log")]
    [InlineData("a/b.log")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\a.log")]
    [InlineData("C:\\logs\\a.log")]
    [InlineData("C:a.log")]
    [InlineData("..%2fa.log")]
    [InlineData("a%5cb.log")]
    [InlineData("a\0.log")]
    [InlineData("a\nb.log")]
    [InlineData("txt.\u202Egpj.exe")]
    public async Task A_name_with_a_trick_is_refused_with_what_is_allowed(string name)
    {
        using var raw = await evidence.PostAsync(evidence.Peers.NewCase(), name, [1]);
        (await raw.ReadProblemAsync(400)).ShouldContain("1 to 255 bytes");
    }

    [Theory]
    [InlineData("../a.log")]
    [InlineData("C:\\logs\\a.log")]
    [InlineData("..")]
    public async Task A_form_s_name_with_a_trick_is_refused_as_well(string name)
    {
        var body = $"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\nabc\r\n--x--\r\n";
        using var response = await PostFormAsync(evidence.Peers.NewCase(), Encoding.UTF8.GetBytes(body), "multipart/form-data; boundary=x");
        (await response.ReadProblemAsync(400)).ShouldContain("1 to 255 bytes");
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_refused()
    {
        using var response = await evidence.PostAsync(evidence.Peers.NewCase(), new string('ä', 128), [1]);
        (await response.ReadProblemAsync(400)).ShouldContain("too long");
    }

    private Task<HttpResponseMessage> PostFormAsync(Guid caseId, HttpContent form) =>
        evidence.Http.PostAsync(Path($"/api/cases/{caseId}/evidence"), form);

    private Task<HttpResponseMessage> PostFormAsync(Guid caseId, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return PostFormAsync(caseId, content);
    }

    private static MultipartFormDataContent Form(string part, string name, byte[] content) =>
        new() { { new ByteArrayContent(content), part, name } };
}
