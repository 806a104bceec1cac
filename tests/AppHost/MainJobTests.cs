using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.AppHost.Tests;

/// <summary>The main job through the gateway, on the AppHost's own model, as Aspire's documentation writes such a test.</summary>
public sealed class MainJobTests
{
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(120)).Token;

    [Fact]
    public async Task A_line_that_is_uploaded_to_a_case_is_found()
    {
        var appHost = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeploymentFlex_AppHost>(Deadline);
        await using var app = await appHost.BuildAsync(Deadline);
        await app.StartAsync(Deadline);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Deadline);
        await Task.WhenAll(new[] { "cases", "evidence", "jobs", "knowledge" }
            .Select(name => app.ResourceNotifications.WaitForResourceHealthyAsync(name, Deadline)));
        using var client = app.CreateHttpClient("gateway");

        using var opened = await client.PostAsJsonAsync("/api/cases", new { title = "The pump stands still" }, Deadline);
        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        var caseId = (await opened.Content.ReadFromJsonAsync<JsonElement>(Deadline)).GetProperty("id").GetString();
        using var log = new ByteArrayContent("the pump starts\nthe valve V-17 does not open\n"u8.ToArray());
        using var uploaded = await client.PostAsync($"/api/cases/{caseId}/evidence?name=pump.log", log, Deadline);
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Created);

        var found = await FindAsync(client, $"/api/knowledge/search?q=V-17&caseId={caseId}");

        found.GetProperty("name").GetString().ShouldBe("pump.log");
        found.GetProperty("text").GetString().ShouldBe("the valve V-17 does not open");
    }

    // Indexing goes through the outbox and the queue, and has its time.
    private static async Task<JsonElement> FindAsync(HttpClient client, string search)
    {
        JsonElement[] results = [];
        await Until.TrueAsync(
            async token =>
            {
                var answer = await client.GetFromJsonAsync<JsonElement>(search, token);
                results = [.. answer.GetProperty("results").EnumerateArray()];
                return results.Length > 0;
            },
            "the search finds the line");
        return results[0];
    }
}
