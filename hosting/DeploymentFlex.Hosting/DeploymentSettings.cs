using System.Globalization;
using Aspire.Hosting;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace DeploymentFlex.Hosting;

/// <summary>Reads what the AppHost's command line and environment say of the deployment.</summary>
internal sealed class DeploymentSettings
{
    private readonly IConfigurationRoot _configuration;

    public DeploymentSettings(IConfigurationRoot configuration, DistributedApplicationExecutionContext execution, string root)
    {
        _configuration = configuration;
        Mode = ReadMode(execution.IsRunMode ? DeploymentMode.Development : DeploymentMode.Saas);
        GatewayPort = ReadPort("Gateway:Port", 8080);
        FailFast = ReadSwitch("FailFast");
        FailFastWithin = ReadDuration("FailFast:Within", TimeSpan.FromMinutes(3));
        Watch = ReadSwitch("Watch");
        HasRandomPorts = configuration.GetValue<bool>("DcpPublisher:RandomizePorts");
        TemporaryFolder = HasRandomPorts ? Path.Combine(Path.GetTempPath(), $"deploymentflex-{Guid.NewGuid():N}") : null;
        DataPath = ReadFolder("Deployment:DataPath", "data");
        RunFolder = ReadFolder("FLEX_RUN_FOLDER", "run");
        ServersPath = ReadFolder("Realize:Folder", "servers");
        CheckLayers();

        string ReadFolder(string setting, string usual) =>
            Path.GetFullPath(Read(setting) ?? Path.Combine(TemporaryFolder ?? ".flex", usual), root);
    }

    /// <summary>Each wrong setting, with what is allowed. Its default stands in for it.</summary>
    public List<string> Problems { get; } = [];

    public DeploymentMode Mode { get; }

    public int GatewayPort { get; }

    public string DataPath { get; }

    public string RunFolder { get; }

    /// <summary>Whether the first resource that fails stops everything.</summary>
    public bool FailFast { get; }

    /// <summary>How long a resource may take to be healthy then.</summary>
    public TimeSpan FailFastWithin { get; }

    /// <summary>Where installed servers keep their data.</summary>
    public string ServersPath { get; }

    /// <summary>Whether services are renewed when their sources are saved.</summary>
    public bool Watch { get; }

    /// <summary>Whether free ports replace those that the model names, as Aspire's testing builder and isolated runs ask for.</summary>
    public bool HasRandomPorts { get; }

    /// <summary>What such a run leaves is in here, and goes with it; null for other runs.</summary>
    public string? TemporaryFolder { get; }

    /// <summary>The realization that was chosen for a layer, on the command line (<c>--cache</c>) or by <c>Realize:Cache</c>; null leaves it to the mode.</summary>
    public string? RealizationOf(string layer) => (ReadArgument(layer) ?? Read($"Realize:{layer}"))?.ToLowerInvariant();

    public string? Read(string setting) => _configuration[setting] is { Length: > 0 } value ? value : null;

    private void CheckLayers()
    {
        foreach (var section in _configuration.GetSection("Realize").GetChildren())
        {
            if (section.Key is not "Folder" && !BackingLayerExtensions.Layers.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                Problems.Add($"{section.Path}: there is no such layer to realize. Allowed: {string.Join(", ", BackingLayerExtensions.Layers)}.");
            }
        }
    }

    // An environment variable of so common a name as DATA is not meant for this.
    private string? ReadArgument(string layer) => _configuration.Providers.OfType<CommandLineConfigurationProvider>()
        .Select(provider => provider.TryGet(layer, out var value) ? value : null).FirstOrDefault(static value => value is { Length: > 0 });

    private DeploymentMode ReadMode(DeploymentMode usual)
    {
        var setting = Read("mode") is null ? "DEPLOYMENT_MODE" : "mode";
        var text = Read(setting);
        if (DeploymentModes.TryParse(text, out var mode))
        {
            return mode;
        }

        switch (text)
        {
            // These choose how services find each other; local says nothing of the mode.
            case null or "local":
                return usual;
            case "docker" or "kubernetes":
                return DeploymentMode.Hybrid;
            default:
                Problems.Add($"{(setting is "mode" ? "--mode" : setting)}: '{text}' is not a mode. Allowed: {string.Join(", ", DeploymentModes.Names)}.");
                return usual;
        }
    }

    private int ReadPort(string setting, int usual)
    {
        var text = Read(setting);
        if (text is null)
        {
            return usual;
        }

        if (int.TryParse(text, out var port) && port is > 0 and <= ushort.MaxValue)
        {
            return port;
        }

        Problems.Add($"{setting}: '{text}' is not a port. Allowed: 1 to 65535.");
        return usual;
    }

    private bool ReadSwitch(string setting)
    {
        var text = Read(setting);
        if (text is null || bool.TryParse(text, out _))
        {
            return text is not null && bool.Parse(text);
        }

        Problems.Add($"{setting}: '{text}' is not a switch. Allowed: true, false.");
        return false;
    }

    private TimeSpan ReadDuration(string setting, TimeSpan usual)
    {
        var text = Read(setting);
        if (text is null)
        {
            return usual;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        Problems.Add($"{setting}: '{text}' is not a duration. Allowed: hours, minutes and seconds, such as {usual:c}.");
        return usual;
    }
}
