using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DeploymentFlex.System.Tests;

/// <summary>
/// Each service is killed in turn while files are uploaded, each again until it is acknowledged. Afterwards every file is
/// there once, complete, and indexed once. FLEX_KILL_FILES sets the number of files.
/// </summary>
public sealed class KillTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private static readonly string[] s_services = ["jobs", "knowledge", "evidence", "cases", "gateway"];

    private static readonly int s_files = int.TryParse(Environment.GetEnvironmentVariable("FLEX_KILL_FILES"), out var files) ? files : 40;

    private readonly ConcurrentDictionary<string, int> _acknowledged = new(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_every_service_in_turn_loses_nothing_that_was_acknowledged()
    {
        var caseId = await system.Client.CreateCaseAsync("Under fire");
        var next = 0;
        var uploads = Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i <= s_files; i = Interlocked.Increment(ref next))
            {
                await UploadAsync(caseId, i);
            }
        }).ToList();

        for (var i = 0; i < s_services.Length; i++)
        {
            var (service, share) = (s_services[i], (i + 1) * s_files / (s_services.Length + 1));
            await system.WaitAsync($"{share} files are on their way", async () =>
            {
                await Task.WhenAll(uploads.Where(static upload => upload.IsFaulted));
                return Volatile.Read(ref next) >= share;
            });
            var restarts = system.Restarts(service);
            system.Kill(service);
            await system.WaitAsync($"{service} is started again", () => Task.FromResult(system.Restarts(service) > restarts));
        }

        await Task.WhenAll(uploads);
        await system.WaitUntilHealthyAsync();
        _acknowledged.Count.ShouldBe(s_files);

        foreach (var (id, number) in _acknowledged)
        {
            await system.WaitUntilIndexedAsync(id);
            (await HashAsync(id)).ShouldBe(Hash(Content(number)), $"file {number}");
            var found = await system.Client.SearchAsync($"canary-{number}-{Word(number)}", caseId, limit: 20);
            found.Count(result => result.GetProperty("evidenceId").GetString() == id
                && result.GetProperty("text").GetString()!.Contains($"canary-{number}-", StringComparison.Ordinal)).ShouldBe(1, $"file {number}");
        }

        // An upload whose answer was lost was repeated, and is still one evidence.
        var all = await ListAsync(caseId);
        all.Count.ShouldBe(s_files);
        foreach (var stored in all)
        {
            (await HashAsync(stored.GetProperty("id").GetString()!)).ShouldBe(stored.GetProperty("sha256").GetString());
        }
    }

    /// <summary>Uploads as a patient user does: again, until it is acknowledged.</summary>
    private Task UploadAsync(string caseId, int number) => system.WaitAsync($"file {number} is acknowledged", async () =>
    {
        using var body = new ByteArrayContent(Content(number));
        using var response = await system.Client.PostAsync($"/api/cases/{caseId}/evidence?name=file-{number}.log", body, Token);
        if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            _acknowledged[(await response.ReadJsonAsync()).GetProperty("id").GetString()!] = number;
            return true;
        }

        if ((int)response.StatusCode is not (429 or 502 or 503 or 504))
        {
            Assert.Fail($"file {number}: {await response.Content.ReadAsStringAsync(Token)}{Environment.NewLine}{system.Tail()}");
        }

        return false;
    });

    private async Task<string> HashAsync(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(await system.Client.GetByteArrayAsync($"/api/evidence/{id}/content", Token)));

    private async Task<List<JsonElement>> ListAsync(string caseId)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await system.Client.GetFromJsonAsync<JsonElement>(
                $"/api/cases/{caseId}/evidence?limit=100" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), Token);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);
        return items;
    }

    private static byte[] Content(int number)
    {
        var text = new StringBuilder();
        for (var line = 1; line <= 200; line++)
        {
            text.Append("line ").Append(line).Append(" of file ").Append(number).Append(": the pump runs at ").Append(line * number).Append(" rpm\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("canary-").Append(number).Append('-').Append(Word(number)).Append('\n').ToString());
    }

    private static string Word(int number) => Hash(Encoding.UTF8.GetBytes($"word {number}"))[..12];

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
