using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Data.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(1, LogLevel.Warning, "Message {Id} to {Address} waits after try {Attempts}: {Reason}")]
    public static partial void Failed(ILogger logger, Guid id, string address, int attempts, string reason);

    [LoggerMessage(2, LogLevel.Error, "Message {Id} is refused by {Address} at try {Attempts}, and kept: {Reason}")]
    public static partial void Refused(ILogger logger, Guid id, string address, int attempts, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The outbox of {Context} pauses")]
    public static partial void Paused(ILogger logger, string context, Exception error);
}
