using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Schemas;

internal static partial class SchemaLog
{
    [LoggerMessage(1, LogLevel.Information, "Database {Database}: applied {Migration}")]
    public static partial void Applied(ILogger logger, string database, string migration);
}
