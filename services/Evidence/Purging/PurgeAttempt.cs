namespace DeploymentFlex.Services.Evidence.Purging;

/// <summary>Tries to finish a removal while its caller waits, within bounds; the job does where this does not.</summary>
internal sealed partial class PurgeAttempt(EvidencePurge purge, TimeProvider time, ILogger<PurgeAttempt> logger)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    public async Task RunAsync(Guid evidenceId)
    {
        using var limit = new CancellationTokenSource(s_patience, time);
        try
        {
            await purge.FinishAsync(evidenceId, limit.Token);
        }
#pragma warning disable CA1031 // Whatever went wrong, the removal was accepted and its job is written.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogLeftToJob(logger, evidenceId, error.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The removal of evidence {EvidenceId} is left to its job: {Reason}")]
    private static partial void LogLeftToJob(ILogger logger, Guid evidenceId, string reason);
}
