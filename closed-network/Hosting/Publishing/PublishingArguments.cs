using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>The arguments that say what the AppHost is started for, as azd and the Aspire CLI pass them.</summary>
internal static class PublishingArguments
{
    private static readonly Dictionary<string, string> s_settings = new(StringComparer.Ordinal)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--step"] = "Pipeline:Step",
        ["--output-path"] = "Pipeline:OutputPath",
    };

    /// <exception cref="DistributedApplicationException">The operation is not known.</exception>
    public static DistributedApplicationOperation Read(ConfigurationManager configuration, string[] args)
    {
        configuration.AddCommandLine(args, s_settings);
        return configuration["AppHost:Operation"]?.ToLowerInvariant() switch
        {
            "run" => DistributedApplicationOperation.Run,
            "publish" => DistributedApplicationOperation.Publish,
            null => configuration["Publishing:Publisher"] is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish,
            var other => throw new DistributedApplicationException($"--operation: '{other}' is not an operation. Allowed: run, publish."),
        };
    }
}
