using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DeploymentFlex.System.Tests;

/// <summary>What an engineer does over HTTP: open a case, upload, wait for the index, search.</summary>
internal static class CaseWork
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<string> CreateCaseAsync(this HttpClient client, string title)
    {
        using var response = await client.PostAsJsonAsync("/api/cases", new { title }, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await response.ReadJsonAsync()).GetProperty("id").GetString()!;
    }

    public static async Task<JsonElement> UploadAsync(this HttpClient client, string caseId, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        using var response = await client.PostAsync($"/api/cases/{caseId}/evidence?name={Uri.EscapeDataString(name)}", body, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Token));
        return await response.ReadJsonAsync();
    }

    public static async Task<string> StatusAsync(this HttpClient client, string evidenceId) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/evidence/{evidenceId}", Token)).GetProperty("status").GetString()!;

    public static async Task WaitUntilIndexedAsync(this RunningSystem system, string evidenceId) =>
        await system.WaitAsync($"evidence {evidenceId} is indexed", async () =>
        {
            var status = await system.Client.StatusAsync(evidenceId);
            status.ShouldNotBe("failed");
            return status is "indexed";
        });

    public static async Task<IReadOnlyList<JsonElement>> SearchAsync(this HttpClient client, string query, string? caseId = null, int limit = 5)
    {
        var answer = await client.GetFromJsonAsync<JsonElement>(
            $"/api/knowledge/search?q={Uri.EscapeDataString(query)}&limit={limit}" + (caseId is null ? "" : $"&caseId={caseId}"), Token);
        return [.. answer.GetProperty("results").EnumerateArray()];
    }

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(Token);
}
