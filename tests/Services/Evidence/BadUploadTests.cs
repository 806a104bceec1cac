using System.Net;
using System.Text;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Evidence;

public sealed class BadUploadTests(EvidenceFixture evidence) : IClassFixture<EvidenceFixture>
{
    private const string Part = "Content-Disposition: form-data; name=\"file\"; filename=\"a.log\"\r\n\r\n";

    [Theory]
    [InlineData("", "cut off")]
    [InlineData("--x--\r\n", "form is empty")]
    [InlineData("--x\r\n" + Part + "abc", "ended before it was complete")]
    [InlineData("--x\r\n" + Part + "abc\r\n--", "ended before it was complete")]
    [InlineData("--x\r\n" + Part + "abc\r\n--x\r\nContent-Disp", "cut off")]
    [InlineData("--x\r\n" + Part + "abc\r\n--x\r\n" + Part + "def\r\n--x--\r\n", "has a part 'file'")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--x--\r\n", "has a part 'note'")]
    [InlineData("--x\r\n\r\nabc\r\n--x--\r\n", "has a part ''")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n--x--\r\n", "name of the file is missing")]
    public async Task A_form_that_is_not_right_leaves_no_trace(string body, string said)
    {
        var before = await evidence.CountAsync();
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body), "multipart/form-data; boundary=x");
        (await response.ReadProblemAsync(400)).ShouldContain(said);
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/mixed; boundary=x")]
    [InlineData("multipart/form-data; boundary=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task A_form_without_a_good_boundary_is_refused(string type)
    {
        using var response = await PostAsync("--x--"u8.ToArray(), type);
        (await response.ReadProblemAsync(415)).ShouldContain("multipart/form-data");
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await evidence.Http.PostAsync(Path($"/api/cases/{evidence.Peers.NewCase()}/evidence?name=a"), content);
        await response.ReadProblemAsync(415);
    }

    [Fact]
    public async Task A_body_without_a_name_is_refused()
    {
        using var response = await PostAsync([1], "application/octet-stream");
        (await response.ReadProblemAsync(400)).ShouldContain("name of the file is missing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_the_limit_is_refused_and_leaves_no_trace(bool announced)
    {
        var before = await evidence.CountAsync();
        using var content = new StreamContent(new MemoryStream(new byte[EvidenceFixture.MaxBytes + 1]));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{evidence.Peers.NewCase()}/evidence?name=a") { Content = content };
        request.Headers.TransferEncodingChunked = announced ? null : true;
        using var response = await evidence.Http.SendAsync(request);
        (await response.ReadProblemAsync(413)).ShouldContain($"{EvidenceFixture.MaxBytes} bytes");
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_form_over_the_limit_is_refused_and_leaves_no_trace()
    {
        var before = await evidence.CountAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[EvidenceFixture.MaxBytes + 1]), "file", "a.log" } };
        using var response = await evidence.Http.PostAsync(Path($"/api/cases/{evidence.Peers.NewCase()}/evidence"), form);
        await response.ReadProblemAsync(413);
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_is_taken()
    {
        using var response = await evidence.PostAsync(evidence.Peers.NewCase(), "a", new byte[EvidenceFixture.MaxBytes]);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("Content-Length: 100000\r\n\r\nabc")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFF\r\nabc")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nnonsense\r\nabc")]
    public async Task An_upload_that_breaks_off_leaves_no_trace(string rest)
    {
        var before = await evidence.CountAsync();
        var head = $"POST /api/cases/{evidence.Peers.NewCase()}/evidence?name=a.log HTTP/1.1\r\nHost: x\r\n{rest}";
        var answer = await RawHttp.SendAsync(evidence.Address, head, breaksOff: true);
        if (answer.Length > 0)
        {
            answer.ShouldStartWith("HTTP/1.1 400");
        }

        (await evidence.CountAsync()).ShouldBe(before);
    }

    private Task<HttpResponseMessage> PostAsync(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return evidence.Http.PostAsync(Path($"/api/cases/{evidence.Peers.NewCase()}/evidence"), content);
    }
}
