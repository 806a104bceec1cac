using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeploymentFlex.Layers.Redis;

/// <summary>
/// The one connection of a provider to its server, made at the first call; the client library mends it when it breaks. Behind
/// sentinels it follows the master.
/// </summary>
public sealed partial class RedisConnection : IAsyncDisposable
{
    // A broken connection that the library does not notice, as after a server stood still, is given up after this many bad probes.
    private const int BadProbesLimit = 2;

    private readonly RedisOptions _options;
    private readonly SentinelWatcher? _sentinels;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _connecting = new(1);
    private volatile ConnectionMultiplexer? _current;
    private volatile string? _master;
    private int _badProbes;

    /// <param name="options">The server; validated.</param>
    /// <param name="section">The section that they were read from, for what is wrong with them.</param>
    /// <param name="namedHostsOnly">Whether a master may only be where settings name a host or a network.</param>
    /// <param name="logger">Told when the master moves.</param>
    public RedisConnection(RedisOptions options, string section, bool namedHostsOnly, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _logger = logger;
        _sentinels = options.Mode is RedisMode.Sentinel ? new SentinelWatcher(options, section, namedHostsOnly, logger) : null;
        if (_sentinels is not null)
        {
            _sentinels.MasterChanged += master =>
            {
                Follow(master);
                MasterChanged?.Invoke();
            };
        }
    }

    /// <summary>Raised when the sentinels agreed on a new master, which is connected to from now on.</summary>
    public event Action? MasterChanged;

    /// <summary>The database of the server that is connected to now.</summary>
    /// <exception cref="RedisConnectionException">The server does not answer, or refuses the password.</exception>
    public ValueTask<IDatabase> GetAsync(CancellationToken cancellationToken) =>
        _current is { } current ? new ValueTask<IDatabase>(current.GetDatabase()) : ConnectAsync(cancellationToken);

    /// <summary>Asks the server, and behind sentinels also where the master is now.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_sentinels is not null)
            {
                Follow(await _sentinels.FindMasterAsync(cancellationToken));
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

    /// <summary>Asks the sentinels where the master is, <c>host:port</c>; null where the server is at an address that is set.</summary>
    /// <exception cref="IOException">No sentinel knows a master that is allowed.</exception>
    public async ValueTask<string?> FindMasterAsync(CancellationToken cancellationToken) =>
        _sentinels is null ? null : await _sentinels.FindMasterAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_current is { } current)
        {
            await current.CloseAsync(allowCommandsToComplete: false);
            current.Dispose();
        }

        if (_sentinels is not null)
        {
            await _sentinels.DisposeAsync();
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
                _master = await FindMasterAsync(cancellationToken);
                _current = await ConnectionMultiplexer.ConnectAsync(RedisConfiguration.ForServer(_options, _master));
            }

            return _current.GetDatabase();
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Leaves the server for another that has become the master.</summary>
    private void Follow(string master)
    {
        if (_master is { } known && known != master)
        {
            LogFollow(_logger, known, master);
            Drop();
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
