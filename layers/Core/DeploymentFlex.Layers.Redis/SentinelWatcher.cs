using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Layers.Isolation;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeploymentFlex.Layers.Redis;

/// <summary>
/// Asks the sentinels where the master is, and hears from them when it changes. An address that they announce is taken
/// only when it is in an allowed network.
/// </summary>
internal sealed partial class SentinelWatcher(RedisOptions options, string section, bool namedHostsOnly, ILogger logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private volatile ConnectionMultiplexer? _sentinels;

    /// <summary>Raised with the address of a new master, at once after the sentinels agreed on it.</summary>
    public event Action<string>? MasterChanged;

    /// <returns>The master's address, <c>host:port</c>.</returns>
    /// <exception cref="IOException">No sentinel knows a master that is allowed.</exception>
    public async ValueTask<string> FindMasterAsync(CancellationToken cancellationToken)
    {
        var sentinels = await ConnectAsync(cancellationToken);
        foreach (var endpoint in sentinels.GetEndPoints(configuredOnly: true))
        {
            var server = sentinels.GetServer(endpoint);
            if (!server.IsConnected)
            {
                continue;
            }

            try
            {
                if (await server.SentinelGetMasterAddressByNameAsync(options.MasterSet).WaitAsync(cancellationToken) is { } master)
                {
                    return await AllowedAsync(Text(master), cancellationToken);
                }
            }
            catch (RedisException error)
            {
                LogNoAnswer(logger, Text(endpoint), error.Message);
            }
        }

        throw new IOException(
            $"No sentinel of {options.SentinelHosts} knows a master named '{options.MasterSet}'.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_sentinels is { } sentinels)
        {
            await sentinels.CloseAsync(allowCommandsToComplete: false);
            sentinels.Dispose();
        }

        _connecting.Dispose();
    }

    private async ValueTask<ConnectionMultiplexer> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_sentinels is { } connected)
        {
            return connected;
        }

        await _connecting.WaitAsync(cancellationToken);
        try
        {
            return _sentinels ??= await SubscribeAsync(await ConnectionMultiplexer.ConnectAsync(RedisConfiguration.ForSentinels(options)));
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task<ConnectionMultiplexer> SubscribeAsync(ConnectionMultiplexer sentinels)
    {
        // "name old-host old-port new-host new-port", as the sentinels' documentation gives it.
        await sentinels.GetSubscriber().SubscribeAsync("+switch-master", (channel, message) =>
        {
            if (((string?)message)?.Split(' ') is [var name, _, _, var host, var port] && name == options.MasterSet)
            {
                _ = AnnounceAsync($"{host}:{port}");
            }
        });
        return sentinels;
    }

    private async Task AnnounceAsync(string master)
    {
        try
        {
            MasterChanged?.Invoke(await AllowedAsync(master, CancellationToken.None));
        }
        catch (IOException error)
        {
            LogRefused(logger, error.Message);
        }
    }

    private async ValueTask<string> AllowedAsync(string master, CancellationToken cancellationToken)
    {
        var host = master[..master.LastIndexOf(':')];
        if (NetworkList.TryParse(options.MasterNetworks, out var networks))
        {
            if (IPAddress.TryParse(host, out var address) && networks.Contains(address))
            {
                return master;
            }
        }
        else if (!namedHostsOnly || await IsSentinelsHostAsync(host, cancellationToken))
        {
            return master;
        }

        throw new IOException(
            $"The sentinels announce a master at {host}, which is in none of the allowed networks: see {section}:MasterNetworks.");
    }

    private async ValueTask<bool> IsSentinelsHostAsync(string host, CancellationToken cancellationToken)
    {
        foreach (var sentinel in RedisOptions.Words(options.SentinelHosts))
        {
            var name = sentinel.Split(':')[0];
            try
            {
                if (name == host || (await Dns.GetHostAddressesAsync(name, cancellationToken)).Any(address => address.ToString() == host))
                {
                    return true;
                }
            }
            catch (SocketException error)
            {
                LogNoAnswer(logger, name, error.Message);
            }
        }

        return false;
    }

    private static string Text(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endpoint.ToString()!,
    };

    [LoggerMessage(1, LogLevel.Warning, "The sentinel {Sentinel} gave no answer: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, string sentinel, string reason);

    [LoggerMessage(2, LogLevel.Error, "{Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
