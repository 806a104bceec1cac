using DeploymentFlex.ExternalApis;

namespace Example.Apis;

/// <summary>The code under test: asks up to ten times.</summary>
public sealed class PatientCaller(IExternalApi apis)
{
    public async Task<ExternalAnswer> AskAsync(string api, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await apis.SendAsync(new ExternalRequest(api, HttpMethod.Get, "", default), cancellationToken);
            }
            catch (Exception error) when (attempt < 10 && error is not OperationCanceledException)
            {
                // It may answer the next time.
            }
        }
    }
}
