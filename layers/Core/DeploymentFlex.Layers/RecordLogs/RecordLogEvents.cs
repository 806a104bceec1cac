using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.RecordLogs;

internal static partial class RecordLogEvents
{
    [LoggerMessage(1, LogLevel.Warning, "{Path}: the last write was interrupted; cut at byte {Offset}, {Bytes} unacknowledged bytes dropped")]
    public static partial void Torn(ILogger logger, string path, long offset, long bytes);

    [LoggerMessage(2, LogLevel.Information, "{Path}: compacted to {Bytes} bytes")]
    public static partial void Compacted(ILogger logger, string path, long bytes);

    [LoggerMessage(3, LogLevel.Warning, "{Path}: could not be compacted and stays as it is")]
    public static partial void NotCompacted(ILogger logger, string path, Exception error);

    [LoggerMessage(4, LogLevel.Critical, "{Path}: a write failed; the log takes no more until it is opened again")]
    public static partial void Failed(ILogger logger, string path, Exception error);
}
