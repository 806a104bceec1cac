using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace DeploymentFlex.Hosting;

/// <summary>Refuses a start whose public port another program has, before anything is started.</summary>
internal sealed class FixedPorts : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>(static (start, _) =>
        {
            foreach (var resource in start.Model.Resources)
            {
                Check(resource);
            }

            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private static void Check(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.Port is { } port && IsTaken(port))
            {
                throw new DistributedApplicationException(resource.Name is "aspire-dashboard"
                    ? $"Port {port}, which the dashboard listens on, is taken by another program: stop that program, or change "
                        + "ASPNETCORE_URLS (the dashboard's page) or ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL (its telemetry)."
                    : $"Port {port}, which {resource.Name} listens on, is taken by another program. Stop that program (or an "
                    + $"earlier run of this one), or choose another port: ./flex up --port {port + 1}, "
                    + $"--{Capitalized(resource.Name)}:Port {port + 1} on the AppHost's own command line, "
                    + $"or the environment variable {Capitalized(resource.Name)}__Port.");
            }
        }
    }

    private static bool IsTaken(int port) =>
        IsTaken(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && IsTaken(IPAddress.IPv6Loopback, port));

    private static bool IsTaken(IPAddress address, int port)
    {
        // As Kestrel binds: a port whose last connections are still closing is free.
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return true;
        }
        catch (SocketException)
        {
            // No such address on this machine, for example no IPv6 loopback.
            return false;
        }
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
