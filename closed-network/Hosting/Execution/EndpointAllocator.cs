using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Gives each endpoint its address on the loopback interface.</summary>
internal static class EndpointAllocator
{
    /// <summary>Chooses free ports for the endpoints that name none. All are held until all are chosen, so that none is chosen twice.</summary>
    public static void Allocate(IEnumerable<IResource> resources)
    {
        var held = new List<TcpListener>();
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                // A process listens on its port itself; a container's is published under one of this machine's.
                var port = endpoint.Port ?? (resource is ContainerResource ? null : endpoint.TargetPort) ?? HoldFreePort(held);
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
            }
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
