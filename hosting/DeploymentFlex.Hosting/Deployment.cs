using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting;

/// <summary>What the AppHost knows of this deployment, and hands to every service.</summary>
public sealed class Deployment
{
    internal Deployment(DeploymentMode mode, string dataPath, int gatewayPort)
    {
        Mode = mode;
        DataPath = dataPath;
        GatewayPort = gatewayPort;
    }

    /// <summary>The mode: from <c>--mode</c>, else <c>DEPLOYMENT_MODE</c>, else development for a run and saas for publishing.</summary>
    public DeploymentMode Mode { get; }

    /// <summary>The folder that all services share for embedded data: <c>Deployment:DataPath</c>, <c>.flex/data</c> beside the AppHost's folder unless set.</summary>
    public string DataPath { get; }

    /// <summary>The one public port: <c>Gateway:Port</c>, 8080 unless set.</summary>
    public int GatewayPort { get; }
}
