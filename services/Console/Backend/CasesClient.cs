using System.Net.Http.Headers;

namespace DeploymentFlex.Services.Console.Backend;

/// <summary>The cases service.</summary>
public sealed class CasesClient(HttpClient http)
{
    private const string Service = "cases";

    public Task<Answer<CaseList>> ListAsync(
        string? status, string? assignee, string? cursor, int limit, CancellationToken cancellationToken) =>
        http.AskAsync(
            Service,
            $"/api/cases{QueryString.Create(Given([("status", status), ("assignee", assignee), ("cursor", cursor), ("limit", $"{limit}")]))}",
            ConsoleJson.Default.CaseList,
            cancellationToken);

    public Task<Answer<CaseItem>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/cases/{id}"), cancellationToken);

    public Task<Answer<CaseItem>> CreateAsync(CaseDraft draft, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/cases") { Content = JsonContent.Create(draft, ConsoleJson.Default.CaseDraft) },
            cancellationToken);

    /// <summary>Changes the named fields, where the case is still as the tag says; without a tag in any case.</summary>
    public Task<Answer<CaseItem>> ChangeAsync(
        Guid id, Dictionary<string, string?> fields, string? ifMatch, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/cases/{id}")
        {
            Content = JsonContent.Create(fields, ConsoleJson.Default.DictionaryStringString),
        };
        if (EntityTagHeaderValue.TryParse(ifMatch, out var tag))
        {
            request.Headers.IfMatch.Add(tag);
        }

        return SendAsync(request, cancellationToken);
    }

    private Task<Answer<CaseItem>> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        http.AskAsync(
            Service,
            request,
            ConsoleJson.Default.CaseItem,
            static (item, response) => item with { ETag = response.Headers.ETag?.ToString() },
            cancellationToken);

    private static IEnumerable<KeyValuePair<string, string?>> Given(IEnumerable<(string Name, string? Value)> query) =>
        from item in query
        where !string.IsNullOrEmpty(item.Value)
        select KeyValuePair.Create(item.Name, item.Value);
}
