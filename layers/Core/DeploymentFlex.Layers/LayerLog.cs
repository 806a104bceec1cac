using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers;

internal static partial class LayerLog
{
    [LoggerMessage(1, LogLevel.Information, "Layer {Layer}: {Chain}")]
    public static partial void Chain(ILogger logger, string layer, string chain);

    [LoggerMessage(2, LogLevel.Warning, "Layer {Layer} switched from {From} to {To}")]
    public static partial void Switched(ILogger logger, string layer, string from, string to);

    [LoggerMessage(3, LogLevel.Information, "Layer {Layer} is back on its primary {To}")]
    public static partial void Returned(ILogger logger, string layer, string to);

    [LoggerMessage(4, LogLevel.Warning, "Layer {Layer}: {Provider} does not answer: {Reason}")]
    public static partial void NotAnswering(ILogger logger, string layer, string provider, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Note}")]
    public static partial void Note(ILogger logger, string note);
}
