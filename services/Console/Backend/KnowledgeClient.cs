using System.Diagnostics;

namespace DeploymentFlex.Services.Console.Backend;

/// <summary>The knowledge service.</summary>
public sealed class KnowledgeClient(HttpClient http)
{
    /// <summary>Searches all cases, or one.</summary>
    public async Task<Answer<SearchResults>> SearchAsync(string query, Guid? caseId, int limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var path = $"/api/knowledge/search?q={Uri.EscapeDataString(query)}&limit={limit}";
        var answer = await http.AskAsync(
            "knowledge",
            caseId is null ? path : $"{path}&caseId={caseId}",
            ConsoleJson.Default.SearchResults,
            cancellationToken);
        return answer.Value is { } found ? found with { Took = Stopwatch.GetElapsedTime(started) } : answer;
    }
}
