using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Layers.Isolation;

/// <summary>
/// Lets connections go only to endpoints that settings name, in on-premises mode. It sits where a handler opens its
/// connections, after redirects and after names were resolved: what it refuses was asked of no name server, and the
/// address that it checked is the one that is connected to.
/// </summary>
public sealed partial class ConnectGuard(
    DeploymentOptions deployment, NamedEndpoints endpoints, IOptions<IsolationOptions> options, ILogger<ConnectGuard> logger)
{
    private readonly NetworkList? _networks = NetworkList.TryParse(options.Value.Networks, out var networks) ? networks : null;

    /// <summary>Whether connections are limited in this deployment.</summary>
    public bool IsActive => deployment.Mode is DeploymentMode.OnPremises;

    /// <summary>
    /// Puts the guard under a handler, where it is active. Every handler goes through here: those of
    /// HttpClientFactory do by themselves, an SDK's is handed over by its provider.
    /// </summary>
    public SocketsHttpHandler Protect(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (IsActive)
        {
            // A proxy would connect on our behalf to wherever it is asked.
            handler.UseProxy = false;
            handler.ConnectCallback = ConnectAsync;
        }

        return handler;
    }

    /// <summary>The networks that connections are limited to, as <see cref="IsolationOptions.Networks"/> lists them; null where they are not.</summary>
    public string? Networks => IsActive ? options.Value.Networks : null;

    private bool Allows(IPAddress address) => _networks is null || IPAddress.IsLoopback(address) || _networks.Contains(address);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = NamedEndpoint.From(context.DnsEndPoint);
        if (!endpoints.Contains(target))
        {
            throw Refuse(target, "no setting names it");
        }

        var addresses = Array.FindAll(await Dns.GetHostAddressesAsync(target.Host, cancellationToken), Allows);
        if (addresses.Length == 0)
        {
            throw Refuse(target, $"its address is in none of {IsolationOptions.Section}:{nameof(IsolationOptions.Networks)}");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private UnnamedEndpointException Refuse(NamedEndpoint target, string reason)
    {
        LogRefused(logger, target, reason);
        return new UnnamedEndpointException(
            $"No connection to {target}: {reason}. In on-premises mode connections go only to endpoints that settings name.");
    }

    [LoggerMessage(1, LogLevel.Error, "Refused to connect to {Endpoint}: {Reason}")]
    private static partial void LogRefused(ILogger logger, NamedEndpoint endpoint, string reason);
}
