namespace DeploymentFlex.Services.Evidence.Clients;

/// <summary>Tells the knowledge service.</summary>
public sealed class KnowledgeClient(HttpClient http)
{
    /// <summary>Has all index entries of a piece of evidence removed; removing them twice is no error.</summary>
    /// <exception cref="HttpRequestException">The service did not answer, or did not do it.</exception>
    public async Task RemoveAsync(Guid evidenceId, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync(new Uri($"http://knowledge/internal/index/{evidenceId}"), cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
