using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeploymentFlex.Cache.Redis;

/// <summary>The one connection to the server, made at the first call; the client library mends it when it breaks.</summary>
internal sealed partial class RedisConnection(RedisOptions options, SentinelWatcher? sentinels, ILogger logger) : IAsyncDisposable
{
    // A broken connection that the library does not notice, as after a server stood still, is given up after this many bad probes.
    private const int BadProbesLimit = 2;

    private readonly SemaphoreSlim _connecting = new(1);
    private volatile ConnectionMultiplexer? _current;
    private volatile string? _master;
    private int _badProbes;

    /// <summary>The database of the server that is connected to now.</summary>
    /// <exception cref="RedisConnectionException">The server does not answer, or refuses the password.</exception>
    public ValueTask<IDatabase> GetAsync(CancellationToken cancellationToken) =>
        _current is { } current ? new ValueTask<IDatabase>(current.GetDatabase()) : ConnectAsync(cancellationToken);

    /// <summary>Asks the server, and behind sentinels also where the master is now.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (sentinels is not null)
            {
                Follow(await sentinels.FindMasterAsync(cancellationToken));
            }

            var database = await GetAsync(cancellationToken);
            await database.PingAsync().WaitAsync(cancellationToken);
            _badProbes = 0;
        }
        catch
        {
            if (++_badProbes >= BadProbesLimit)
            {
                _badProbes = 0;
                Drop();
            }

            throw;
        }
    }

    /// <summary>Leaves the server for another that has become the master.</summary>
    public void Follow(string master)
    {
        if (_master is { } known && known != master)
        {
            LogFollow(logger, known, master);
            Drop();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is { } current)
        {
            await current.CloseAsync(allowCommandsToComplete: false);
            current.Dispose();
        }

        if (sentinels is not null)
        {
            await sentinels.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async ValueTask<IDatabase> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_current is null)
            {
                _master = sentinels is null ? null : await sentinels.FindMasterAsync(cancellationToken);
                _current = await ConnectionMultiplexer.ConnectAsync(RedisConfiguration.ForServer(options, _master));
            }

            return _current.GetDatabase();
        }
        finally
        {
            _connecting.Release();
        }
    }

    private void Drop()
    {
        var old = _current;
        _current = null;
        old?.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "The Redis master moved from {From} to {To}.")]
    private static partial void LogFollow(ILogger logger, string from, string to);
}
