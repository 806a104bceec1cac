using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Gives each endpoint its address on the loopback interface.</summary>
internal static class EndpointAllocator
{
    /// <summary>Chooses free ports for the endpoints that name none. All are held until all are chosen, so that none is chosen twice.</summary>
    public static void Allocate(IEnumerable<EndpointAnnotation> endpoints)
    {
        var held = new List<TcpListener>();
        foreach (var endpoint in endpoints)
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", endpoint.Port ?? HoldFreePort(held));
        }

        foreach (var listener in held)
        {
            listener.Dispose();
        }
    }

    private static int HoldFreePort(List<TcpListener> held)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        held.Add(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
