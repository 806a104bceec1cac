using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.ServiceDefaults.Hosting;

/// <summary>What is logged where settings say nothing: one line an event, and the framework only when something is wrong.</summary>
internal static class LoggingDefaults
{
    private static readonly Dictionary<string, string?> s_settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
    };

    // For programs that read logs: each line one JSON object, with when it was and the trace that it belongs to.
    private static readonly Dictionary<string, string?> s_json = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
    };

    /// <summary>Adds them below every other source of configuration.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        var isJson = string.Equals(builder.Configuration["Logging:Console:FormatterName"], "json", StringComparison.OrdinalIgnoreCase);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = isJson ? s_settings.Concat(s_json) : s_settings });
    }

    /// <summary>Leaves standard output to a verb: its answer may be read by a program.</summary>
    public static void LeaveOutput(IConfiguration configuration)
    {
        configuration["Logging:Console:LogToStandardErrorThreshold"] = "Trace";
        ((IConfigurationRoot)configuration).Reload();
    }
}
