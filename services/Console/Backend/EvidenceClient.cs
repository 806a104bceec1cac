namespace DeploymentFlex.Services.Console.Backend;

/// <summary>The evidence service.</summary>
public sealed class EvidenceClient(HttpClient http)
{
    private const string Service = "evidence";

    public Task<Answer<EvidenceList>> ListAsync(Guid caseId, CancellationToken cancellationToken) =>
        http.AskAsync(Service, $"/api/cases/{caseId}/evidence", ConsoleJson.Default.EvidenceList, cancellationToken);

    public Task<Answer<EvidenceItem>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        http.AskAsync(Service, $"/api/evidence/{id}", ConsoleJson.Default.EvidenceItem, cancellationToken);
}
