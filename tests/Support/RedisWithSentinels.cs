using System.Net.Sockets;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.TestSupport;

/// <summary>A master, a replica of it, and three sentinels that put the replica in its place.</summary>
public sealed class RedisWithSentinels : IAsyncDisposable
{
    private readonly SentinelTrio _sentinels;

    /// <param name="settings">Lines of redis.conf for both servers.</param>
    public RedisWithSentinels(params string[] settings)
    {
        Master = new RedisServer(settings);
        Replica = new RedisServer([$"replicaof 127.0.0.1 {Master.Port}", .. settings]);
        _sentinels = new SentinelTrio(Master);
    }

    /// <summary>The master at the start.</summary>
    public RedisServer Master { get; }

    /// <summary>The replica at the start.</summary>
    public RedisServer Replica { get; }

    /// <summary>The sentinels' addresses, with commas between.</summary>
    public string Hosts => _sentinels.Hosts;

    /// <summary>The master is gone, until the sentinels agree on the replica.</summary>
    public Outage MasterKilled => new("master killed", OutageEffect.Partial, Master.KillAsync, cancellationToken => Until.TrueAsync(
        async _ => await _sentinels.MasterPortAsync(cancellationToken) == Replica.Port, "the sentinels agree on the new master"));

    /// <summary>The old master comes back, and becomes a replica.</summary>
    public Outage MasterBack => new("old master is back", OutageEffect.None, () => Master.StartAsync(CancellationToken.None), cancellationToken => Until.TrueAsync(
        _ => SaysAsync("role:slave", cancellationToken),
        "the old master follows the new one"));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Master.StartAsync(cancellationToken);
        await Replica.StartAsync(cancellationToken);
        await Until.TrueAsync(token => SaysAsync("state=online", token), "the replica follows");
        await _sentinels.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _sentinels.DisposeAsync();
        await Replica.DisposeAsync();
        await Master.DisposeAsync();
    }

    private async ValueTask<bool> SaysAsync(string state, CancellationToken cancellationToken)
    {
        try
        {
            return (await RedisQuestion.AskAsync(Master.Port, "INFO replication", cancellationToken)).Contains(state, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // A server whose role changes hangs up on everybody.
            return false;
        }
    }
}
