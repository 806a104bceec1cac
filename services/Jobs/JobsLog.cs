namespace DeploymentFlex.Services.Jobs;

internal static partial class JobsLog
{
    [LoggerMessage(1, LogLevel.Information, "Job {Id} ({Type}): done in attempt {Attempt}, {Milliseconds} ms")]
    public static partial void Done(ILogger logger, Guid id, string type, int attempt, long milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "Job {Id} ({Type}): attempt {Attempt} failed, tried again at {At}: {Error}")]
    public static partial void Failed(ILogger logger, Guid id, string type, int attempt, DateTimeOffset? at, string error);

    [LoggerMessage(3, LogLevel.Error, "Job {Id} ({Type}): dead after attempt {Attempt}: {Error}")]
    public static partial void Dead(ILogger logger, Guid id, string type, int attempt, string error);

    [LoggerMessage(4, LogLevel.Information, "Job {Id} ({Type}): given back, the service stops")]
    public static partial void Released(ILogger logger, Guid id, string type);

    [LoggerMessage(5, LogLevel.Warning, "Job {Id} ({Type}): the lease was lost; another worker may have it")]
    public static partial void LeaseLost(ILogger logger, Guid id, string type);

    [LoggerMessage(6, LogLevel.Warning, "Job {Id}: the lease could not be extended yet: {Reason}")]
    public static partial void NotExtended(ILogger logger, Guid id, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The queue does not answer; tried again in {Pause}")]
    public static partial void QueueUnavailable(ILogger logger, TimeSpan pause, Exception error);

    [LoggerMessage(8, LogLevel.Warning, "Job {Id} ({Type}): its outcome could not be written, it will be tried again")]
    public static partial void NotSettled(ILogger logger, Guid id, string type, Exception error);
}
