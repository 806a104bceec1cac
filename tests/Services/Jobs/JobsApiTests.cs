using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace DeploymentFlex.Services.Tests.Jobs;

public sealed class JobsApiTests : IAsyncLifetime
{
    private JobsHost _jobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Nothing listens there: what these tests enqueue stays in the queue.
    public async ValueTask InitializeAsync() => _jobs = await JobsHost.StartAsync(new Uri("http://127.0.0.1:1/"), ("Jobs:Backoff:Initial", "00:01:00"), ("Jobs:Backoff:Max", "00:01:00"));

    public ValueTask DisposeAsync() => _jobs.DisposeAsync();

    [Fact]
    public async Task A_job_sent_twice_is_accepted_once()
    {
        var body = new { id = Guid.CreateVersion7(), type = "test.work", payload = new { a = 1 } };

        using var first = await _jobs.Client.PostAsJsonAsync("/internal/jobs", body, Token);
        using var second = await _jobs.Client.PostAsJsonAsync("/internal/jobs", body, Token);

        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        first.Headers.Location!.ToString().ShouldBe($"/internal/jobs/{body.id}");
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_job_for_later_is_scheduled_and_shown_as_it_was_sent()
    {
        var id = Guid.CreateVersion7();
        var notBefore = new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var response = await _jobs.Client.PostAsJsonAsync("/internal/jobs", new { id, type = "test.work", payload = new { a = 1 }, notBefore }, Token);

        var job = await _jobs.WaitForAsync(id, "scheduled");

        job.GetProperty("notBefore").GetDateTimeOffset().ShouldBe(notBefore);
        job.GetProperty("payload").GetProperty("a").GetInt32().ShouldBe(1);
        job.GetProperty("maxAttempts").GetInt32().ShouldBe(10);
    }

    [Theory]
    [InlineData("{\"type\":\"test.work\"}", 400, "id")]
    [InlineData("{\"id\":\"nothing\",\"type\":\"test.work\"}", 400, "id")]
    [InlineData("{\"id\":\"01930000-0000-7000-8000-000000000001\",\"type\":\"test.play\"}", 422, "evidence.purge, knowledge.index, test.work")]
    [InlineData("{\"id\":\"01930000-0000-7000-8000-000000000001\"}", 422, "type")]
    [InlineData("{\"id\":\"01930000-0000-7000-8000-000000000001\",\"type\":\"test.work\",\"payload\":[]}", 400, "payload")]
    [InlineData("{\"id\":\"01930000-0000-7000-8000-000000000001\",\"type\":\"test.work\",\"prio\":1}", 400, "prio")]
    [InlineData("{\"id\":", 400, "JSON")]
    [InlineData("", 400, "")]
    public async Task A_wrong_request_is_answered_with_what_is_wrong(string body, int status, string named)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _jobs.Client.PostAsync("/internal/jobs", content, Token);

        ((int)response.StatusCode).ShouldBe(status);
        (await DetailAsync(response)).ShouldContain(named);
    }

    [Theory]
    [InlineData((64 * 1024) + 1)]
    [InlineData(10 * 1024 * 1024)]
    public async Task A_payload_over_the_limit_is_413(int bytes)
    {
        var text = new string('x', bytes - "{\"t\":\"\"}".Length);
        var body = JsonSerializer.Serialize(new { id = Guid.CreateVersion7(), type = "test.work", payload = new { t = text } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/internal/jobs");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.ExpectContinue = true;

        using var response = await _jobs.Client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_payload_at_the_limit_is_accepted() =>
        await _jobs.EnqueueAsync(new { t = new string('x', (64 * 1024) - "{\"t\":\"\"}".Length) });

    [Fact]
    public async Task Jobs_are_listed_by_state_and_page()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await _jobs.EnqueueAsync());
            await _jobs.WaitForAsync(ids[i], "scheduled");
        }

        var first = await _jobs.Client.GetFromJsonAsync<JsonElement>("/internal/jobs?state=scheduled&limit=3", Token);
        var second = await _jobs.Client.GetFromJsonAsync<JsonElement>($"/internal/jobs?state=scheduled&limit=3&cursor={first.GetProperty("cursor").GetString()}", Token);

        Ids(first).Concat(Ids(second)).ShouldBe(ids.Order());
        second.GetProperty("cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        Ids(await _jobs.Client.GetFromJsonAsync<JsonElement>("/internal/jobs?state=dead", Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("state=lost", "ready, scheduled, leased, dead, done")]
    [InlineData("limit=0", "1 to 200")]
    [InlineData("cursor=x", "cursor")]
    public async Task A_wrong_listing_is_answered_with_what_is_allowed(string query, string named)
    {
        using var response = await _jobs.Client.GetAsync($"/internal/jobs?{query}", Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DetailAsync(response)).ShouldContain(named);
    }

    [Fact]
    public async Task Only_a_dead_job_can_be_retried()
    {
        var id = await _jobs.EnqueueAsync();

        using var alive = await _jobs.Client.PostAsync($"/internal/jobs/{id}/retry", content: null, Token);
        using var unknown = await _jobs.Client.PostAsync($"/internal/jobs/{Guid.CreateVersion7()}/retry", content: null, Token);

        alive.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_deleted_job_is_unknown()
    {
        var id = await _jobs.EnqueueAsync();

        (await _jobs.Client.DeleteAsync($"/internal/jobs/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await _jobs.Client.GetAsync($"/internal/jobs/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _jobs.Client.DeleteAsync($"/internal/jobs/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_schedule_is_set_shown_over_a_restart_and_deleted()
    {
        using var set = await _jobs.Client.PutAsJsonAsync("/internal/schedules/nightly", new { cron = "0 0 3 * * ?", type = "test.work" }, Token);
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        var next = (await set.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("nextAt").GetDateTimeOffset();
        next.TimeOfDay.ShouldBe(TimeSpan.FromHours(3));

        await _jobs.RestartAsync();

        var shown = await _jobs.Client.GetFromJsonAsync<JsonElement>("/internal/schedules/nightly", Token);
        shown.GetProperty("nextAt").GetDateTimeOffset().ShouldBe(next);
        var all = await _jobs.Client.GetFromJsonAsync<JsonElement>("/internal/schedules", Token);
        all.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await _jobs.Client.DeleteAsync("/internal/schedules/nightly", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _jobs.Client.GetAsync("/internal/schedules/nightly", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_schedule_enqueues_its_job_when_it_is_due()
    {
        using var set = await _jobs.Client.PutAsJsonAsync("/internal/schedules/always", new { cron = "* * * * * ?", type = "test.work", payload = new { a = 1 } }, Token);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        JsonElement page;
        do
        {
            page = await _jobs.Client.GetFromJsonAsync<JsonElement>("/internal/jobs", limit.Token);
        }
        while (page.GetProperty("items").GetArrayLength() == 0);
        page.GetProperty("items")[0].GetProperty("payload").GetProperty("a").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("nightly", "{\"cron\":\"daily\",\"type\":\"test.work\"}", 422, "0 0 3 * * ?")]
    [InlineData("nightly", "{\"cron\":\"0 0 3 * * ?\",\"type\":\"test.play\"}", 422, "test.work")]
    [InlineData("nightly", "{\"cron\":\"0 0 3 * * ?\",\"type\":\"test.work\",\"zone\":\"CET\"}", 400, "zone")]
    [InlineData("night%20ly", "{\"cron\":\"0 0 3 * * ?\",\"type\":\"test.work\"}", 400, "name")]
    public async Task A_wrong_schedule_is_answered_with_what_is_wrong(string name, string body, int status, string named)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _jobs.Client.PutAsync($"/internal/schedules/{name}", content, Token);

        ((int)response.StatusCode).ShouldBe(status);
        (await DetailAsync(response)).ShouldContain(named);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : string.Empty;
    }

    private static IEnumerable<Guid> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(static job => job.GetProperty("id").GetGuid());
}
