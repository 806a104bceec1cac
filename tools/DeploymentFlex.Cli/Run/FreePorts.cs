using System.Net;
using System.Net.Sockets;

namespace DeploymentFlex.Cli.Run;

/// <summary>Ports of this machine on which nothing listens.</summary>
internal static class FreePorts
{
    public static ushort Next() => Take(1)[0];

    // All are held until all are chosen, so that none is chosen twice.
    public static ushort[] Take(int count)
    {
        var held = Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        held.ForEach(static listener => listener.Start());
        ushort[] ports = [.. held.Select(static listener => (ushort)((IPEndPoint)listener.LocalEndpoint).Port)];
        held.ForEach(static listener => listener.Dispose());
        return ports;
    }

    public static bool IsFree(ushort port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
