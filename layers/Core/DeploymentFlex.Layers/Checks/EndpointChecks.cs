using System.Diagnostics;
using System.Net.Sockets;

namespace DeploymentFlex.Layers.Checks;

/// <summary>Looks whether a server can be reached at all, before anything is asked of it.</summary>
public static class EndpointChecks
{
    /// <summary>Adds whether something accepts connections there.</summary>
    /// <param name="checks">The list.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="setting">The setting that names the server.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <returns>Whether it does.</returns>
    public static ValueTask<bool> ConnectAsync(CheckList checks, string host, int port, string setting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.RunAsync(
            CheckNames.Reachable,
            $"Start it, open the way to it, or correct {setting}.",
            async token =>
            {
                var started = Stopwatch.GetTimestamp();
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(host, port, token);
                }
                catch (SocketException error)
                {
                    throw new IOException($"{host}:{port}: {error.Message}", error);
                }

                return $"{host}:{port} accepts connections, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms";
            },
            cancellationToken);
    }
}
