using System.Net;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Services.Evidence.Clients;

/// <summary>Asks the cases service.</summary>
public sealed class CasesClient(HttpClient http)
{
    /// <summary>Whether there is such a case.</summary>
    /// <exception cref="LayerUnavailableException">The service does not answer, or not with yes or no.</exception>
    public async Task<bool> ExistsAsync(Guid caseId, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(
                new Uri($"http://cases/api/cases/{caseId}"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => true,
                HttpStatusCode.NotFound => false,
                var other => throw Unavailable($"answered {(int)other}", cause: null),
            };
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unavailable("did not answer", error);
        }
    }

    private static LayerUnavailableException Unavailable(string what, Exception? cause) =>
        new("cases", $"The service cases {what}, so it is not known whether the case exists.", TimeSpan.FromSeconds(5), cause);
}
