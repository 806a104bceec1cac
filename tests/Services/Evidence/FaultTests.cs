using System.Net;
using DeploymentFlex.Services.Evidence;
using DeploymentFlex.Services.Evidence.Uploads;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Evidence;

/// <summary>Stops each step of an upload and of a removal, and looks at what is left.</summary>
public sealed class FaultTests(EvidenceFixture evidence) : IClassFixture<EvidenceFixture>, IAsyncLifetime
{
    public ValueTask InitializeAsync()
    {
        (evidence.Files.FailsToWrite, evidence.Files.FailsToDelete) = (false, false);
        (evidence.Faults.FailsBeforeCommit, evidence.Faults.FailsAfterCommit) = (false, false);
        (evidence.Peers.CasesIsDown, evidence.Peers.KnowledgeIsDown) = (false, false);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => InitializeAsync();

    [Fact]
    public async Task While_cases_does_not_answer_an_upload_is_put_off()
    {
        var before = await evidence.CountAsync();
        evidence.Peers.CasesIsDown = true;
        using var response = await evidence.PostAsync(evidence.Peers.NewCase(), "a.log", [1]);
        (await response.ReadProblemAsync(503)).ShouldContain("cases");
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_is_not_stored_has_no_record()
    {
        var before = await evidence.CountAsync();
        evidence.Files.FailsToWrite = true;
        using var response = await evidence.PostAsync(evidence.Peers.NewCase(), "a.log", [1]);
        ((int)response.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_that_is_not_recorded_is_removed()
    {
        var before = await evidence.CountAsync();
        evidence.Faults.FailsBeforeCommit = true;
        using var response = await evidence.PostAsync(evidence.Peers.NewCase(), "a.log", [1]);
        await response.ReadProblemAsync(503);
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_whose_record_was_committed_after_all_stays_and_is_found_by_the_next_upload()
    {
        var (caseId, bytes) = (evidence.Peers.NewCase(), Guid.NewGuid().ToByteArray());
        var before = await evidence.CountAsync();
        evidence.Faults.FailsAfterCommit = true;
        using var failed = await evidence.PostAsync(caseId, "a.log", bytes);
        await failed.ReadProblemAsync(503);
        evidence.Faults.FailsAfterCommit = false;
        (await evidence.CountAsync()).ShouldBe((before.Files + 1, before.Records + 1));

        using var again = await evidence.PostAsync(caseId, "a.log", bytes);
        var found = await again.ReadAsync(HttpStatusCode.OK);
        (await evidence.Http.GetByteArrayAsync(Path($"/api/evidence/{found.GetProperty("id").GetString()}/content"))).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_that_could_not_be_removed_is_swept_up_once_it_is_old()
    {
        var before = await evidence.CountAsync();
        (evidence.Faults.FailsBeforeCommit, evidence.Files.FailsToDelete) = (true, true);
        (await evidence.PostAsync(evidence.Peers.NewCase(), "a.log", [1])).Dispose();
        await InitializeAsync();
        (await evidence.CountAsync()).ShouldBe((before.Files + 1, before.Records));

        (await SweepAsync(after: TimeSpan.FromHours(23))).ShouldBe(0);
        (await SweepAsync(after: TimeSpan.FromHours(25))).ShouldBe(1);
        (await evidence.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_removal_takes_everything_away()
    {
        var before = await evidence.CountAsync();
        var id = await evidence.UploadAsync(Guid.NewGuid().ToByteArray());
        using var response = await DeleteAsync(id);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await evidence.CountAsync()).ShouldBe(before);
        evidence.Peers.Unindexed.ShouldContain(id);
        await ShouldBeGoneAsync(id);
        await Until.TrueAsync(
            () => evidence.Peers.Timeline.Any(static entry => entry.GetProperty("kind").GetString() == "evidence-removed"),
            "the timeline entry arrives");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_removal_that_is_stopped_is_finished_by_its_job(bool knowledge, bool files)
    {
        var before = await evidence.CountAsync();
        var bytes = Guid.NewGuid().ToByteArray();
        var caseId = evidence.Peers.NewCase();
        using var upload = await evidence.PostAsync(caseId, "a.log", bytes);
        var id = (await upload.ReadAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        (evidence.Peers.KnowledgeIsDown, evidence.Files.FailsToDelete) = (knowledge, files);

        using var response = await DeleteAsync(id);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await evidence.CountAsync()).ShouldBe((before.Files + 1, before.Records + 1));
        await ShouldBeGoneAsync(id);
        using var tooEarly = await PurgeAsync(id);
        ((int)tooEarly.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        await Until.TrueAsync(
            () => evidence.Peers.Jobs.Any(job => job.GetProperty("type").GetString() == "evidence.purge"
                && job.GetProperty("payload").GetProperty("evidenceId").GetGuid() == id),
            "the job arrives");

        // The same bytes may come again at once.
        using var again = await evidence.PostAsync(caseId, "a.log", bytes);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);

        await InitializeAsync();
        for (var i = 0; i < 2; i++)
        {
            using var purged = await PurgeAsync(id);
            purged.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await evidence.CountAsync()).ShouldBe((before.Files + 1, before.Records + 1));
    }

    [Fact]
    public async Task A_purge_of_what_is_not_being_removed_does_nothing()
    {
        var id = await evidence.UploadAsync(Guid.NewGuid().ToByteArray());
        using var purge = await PurgeAsync(id);
        await purge.ReadProblemAsync(409);
        await evidence.GetAsync($"/api/evidence/{id}");
        using var nothing = await PurgeAsync(Guid.NewGuid());
        nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task ShouldBeGoneAsync(Guid id)
    {
        foreach (var path in new[] { $"/api/evidence/{id}", $"/api/evidence/{id}/content", $"/api/evidence/{id}/lines", $"/api/evidence/{id}/find?q=a", $"/internal/evidence/{id}" })
        {
            using var response = await evidence.Http.GetAsync(Path(path));
            await response.ReadProblemAsync(404);
        }

        using var report = await evidence.Http.PutAsync(Path($"/internal/evidence/{id}/status"), Json("""{"status":"indexed"}"""));
        await report.ReadProblemAsync(404);
        using var again = await DeleteAsync(id);
        await again.ReadProblemAsync(404);
    }

    private async Task<int> SweepAsync(TimeSpan after)
    {
        using var sweep = new OrphanSweep(
            evidence.Faults,
            evidence.Files,
            Options.Create(new EvidenceOptions()),
            new Conformance.Time.ManualTime(TimeProvider.System.GetUtcNow() + after),
            evidence.Services.GetRequiredService<IHostApplicationLifetime>(),
            NullLogger<OrphanSweep>.Instance);
        return await sweep.SweepAsync(CancellationToken.None);
    }

    private Task<HttpResponseMessage> DeleteAsync(Guid id) => evidence.Http.DeleteAsync(Path($"/api/evidence/{id}"));

    private Task<HttpResponseMessage> PurgeAsync(Guid id) =>
        evidence.Http.PostAsync(Path("/internal/purge"), Json($$"""{"evidenceId":"{{id}}"}"""));
}
