using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Gives each endpoint its address on the loopback interface.</summary>
internal static class EndpointAllocator
{
    /// <summary>The setting, true in tests, that replaces the ports which the model names by free ones. Aspire's name for it.</summary>
    public const string RandomPorts = "DcpPublisher:RandomizePorts";

    private static readonly Lock s_lock = new();

    // A port that was handed out is free until its service listens: no other application of this process may get it meanwhile.
    private static readonly HashSet<int> s_handedOut = [];

    /// <summary>Chooses free ports for the endpoints that name none. All are held until all are chosen, so that none is chosen twice.</summary>
    public static void Allocate(IEnumerable<IResource> resources, bool randomPorts)
    {
        var held = new List<TcpListener>();
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                // A process listens on its port itself; a container's is published under one of this machine's.
                var port = (randomPorts ? null : endpoint.Port) ?? (resource is ContainerResource ? null : endpoint.TargetPort) ?? HoldFreePort(held);
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
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            held.Add(listener);
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (s_lock)
            {
                if (s_handedOut.Add(port))
                {
                    return port;
                }
            }
        }
    }
}
