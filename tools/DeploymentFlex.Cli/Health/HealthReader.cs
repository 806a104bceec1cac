using System.Net.Http.Json;
using System.Text.Json;

namespace DeploymentFlex.Cli.Health;

/// <summary>Asks services for their <c>/health</c>; one that does not answer in time has none.</summary>
internal sealed class HealthReader(HttpClient client)
{
    /// <summary>How long one service is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<ServiceHealth?> ReadAsync(string address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            // An unhealthy service answers with a status that is no success, and the same document.
            using var response = await client.GetAsync(new Uri(new Uri(address), "/health"), limit.Token);
            return await response.Content.ReadFromJsonAsync(FlexJson.Default.ServiceHealth, limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or UriFormatException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
