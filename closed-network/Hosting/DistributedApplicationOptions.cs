namespace Aspire.Hosting;

/// <summary>How an application builder is set up.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line, which is part of the configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; the entry assembly when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Starts no dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Passes what resources write to the loggers <c>{application}.Resources.{resource}</c> instead of to the console.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>The folder of the AppHost's project; when null, the one that the build wrote into the assembly.</summary>
    public string? ProjectDirectory { get; set; }
}
