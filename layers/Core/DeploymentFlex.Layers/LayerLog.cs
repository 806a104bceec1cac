using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers;

internal static partial class LayerLog
{
    [LoggerMessage(1, LogLevel.Information, "Checked {Count} layers in {Seconds:F2} s")]
    public static partial void Checked(ILogger logger, int count, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "Layer {Layer} switched from {From} to {To}")]
    public static partial void Switched(ILogger logger, string layer, string from, string to);

    [LoggerMessage(3, LogLevel.Information, "Layer {Layer} is back on its primary {To}")]
    public static partial void Returned(ILogger logger, string layer, string to);

    [LoggerMessage(4, LogLevel.Information, "  {Row}")]
    public static partial void Row(ILogger logger, string row);

    [LoggerMessage(5, LogLevel.Warning, "{Note}")]
    public static partial void Note(ILogger logger, string note);

    [LoggerMessage(6, LogLevel.Warning, "Audit: layer {Layer} was served by {Provider}, which keeps secrets less well than {Primary}")]
    public static partial void WeakerUsed(ILogger logger, string layer, string provider, string primary);

    [LoggerMessage(7, LogLevel.Warning, "Layer {Layer}: none of its providers answers; it starts with {StandIn}")]
    public static partial void StartsWithStandIn(ILogger logger, string layer, string standIn);
}
