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

    /// <summary>Adds them below every other source of configuration.</summary>
    public static void Add(IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = s_settings });

    /// <summary>Leaves standard output to a verb: its answer may be read by a program.</summary>
    public static void LeaveOutput(IConfiguration configuration)
    {
        configuration["Logging:Console:LogToStandardErrorThreshold"] = "Trace";
        ((IConfigurationRoot)configuration).Reload();
    }
}
