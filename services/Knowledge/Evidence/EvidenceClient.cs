using System.Net;

namespace DeploymentFlex.Services.Knowledge.Evidence;

/// <summary>The evidence service over HTTP. Null or false means that the evidence is gone; other failures are thrown.</summary>
internal sealed class EvidenceClient(HttpClient http)
{
    /// <summary>The service's logical name as an address.</summary>
    public static readonly Uri Address = new("http://evidence");

    public async Task<EvidenceInfo?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/internal/evidence/{id}", UriKind.Relative), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(KnowledgeJson.Default.EvidenceInfo, cancellationToken);
    }

    /// <summary>The content as a stream; the caller disposes of the response.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var response = await http.GetAsync(
            new Uri($"/api/evidence/{id}/content", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        try
        {
            return response.EnsureSuccessStatusCode();
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Tells how the indexing stands; false when the evidence is gone.</summary>
    public async Task<bool> ReportAsync(Guid id, EvidenceReport report, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync(
            new Uri($"/internal/evidence/{id}/status", UriKind.Relative), report, KnowledgeJson.Default.EvidenceReport, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        return true;
    }
}
