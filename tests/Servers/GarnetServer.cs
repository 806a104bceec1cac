using System.Diagnostics;

namespace DeploymentFlex.TestServers;

/// <summary>Garnet, Microsoft's Redis-compatible server, from the repository's tool manifest.</summary>
public sealed class GarnetServer : TestServer
{
    protected override ProcessStartInfo CreateStart() => new("dotnet", ["tool", "run", "garnet-server", "--", "--port", $"{Port}", "--bind", "127.0.0.1"]);
}
