using Aspire.Hosting;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting;

/// <summary>What the AppHost knows of this deployment, and hands to every service.</summary>
public sealed class Deployment
{
    internal Deployment(IDistributedApplicationBuilder builder, DeploymentSettings settings)
    {
        Builder = builder;
        Settings = settings;
    }

    /// <summary>The mode: from <c>--mode</c>, else <c>DEPLOYMENT_MODE</c>, else development for a run and saas for publishing.</summary>
    public DeploymentMode Mode => Settings.Mode;

    /// <summary>The folder that all services share for embedded data: <c>Deployment:DataPath</c>, <c>.flex/data</c> beside the AppHost's folder unless set.</summary>
    public string DataPath => Settings.DataPath;

    /// <summary>The one public port: <c>Gateway:Port</c>, 8080 unless set.</summary>
    public int GatewayPort => Settings.GatewayPort;

    internal IDistributedApplicationBuilder Builder { get; }

    internal DeploymentSettings Settings { get; }

    /// <summary>Takes the one of several servers that <c>Realize:(layer):Server</c> names.</summary>
    internal T Choose<T>(string layer, string usual, params (string Name, T Server)[] servers)
    {
        var setting = $"Realize:{layer}:Server";
        var chosen = Settings.Read(setting) ?? usual;
        if (Array.FindIndex(servers, server => server.Name == chosen) is >= 0 and var index)
        {
            return servers[index].Server;
        }

        var problem = $"{setting}: '{chosen}' is not a server for this. Allowed: {string.Join(", ", servers.Select(static server => server.Name))}.";
        if (!Settings.Problems.Contains(problem))
        {
            Settings.Problems.Add(problem);
        }

        return servers[0].Server;
    }
}
