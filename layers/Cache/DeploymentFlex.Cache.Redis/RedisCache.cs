using System.Globalization;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeploymentFlex.Cache.Redis;

/// <summary>
/// A cache on a Redis-compatible server, shared by all who use the same prefix. Keys carry an epoch, a time in Unix
/// milliseconds that is kept on the server: a later one leaves all older keys unreachable, to expire by themselves.
/// </summary>
public sealed class RedisCache : ICache, IProbed, IChecked, IReturning, IAsyncDisposable
{
    private const string Section = "Layers:Cache:redis";

    private readonly RedisConnection _connection;
    private readonly RedisOptions _options;
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private long _epoch = -1;

    /// <param name="options">The server.</param>
    /// <param name="namedHostsOnly">Whether a master may only be where settings name a host or a network.</param>
    /// <param name="time">The clock that epochs are taken from.</param>
    /// <param name="logger">Told when the master moves.</param>
    public RedisCache(RedisOptions options, bool namedHostsOnly, TimeProvider time, ILogger<RedisCache> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _connection = new RedisConnection(options, Section, namedHostsOnly, logger);
        _connection.MasterChanged += () => Returned?.Invoke();
        _prefix = options.Prefix;
        _time = time;
    }

    public event Action? Returned;

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var database = await ConnectAsync(cancellationToken);
        var value = await database.StringGetAsync(KeyOf(key)).WaitAsync(cancellationToken);
        return value.IsNull ? (ReadOnlyMemory<byte>?)null : (byte[]?)value;
    }

    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        var database = await ConnectAsync(cancellationToken);
        await database.StringSetAsync(KeyOf(key), value.ToArray(), timeToLive).WaitAsync(cancellationToken);
    }

    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var database = await ConnectAsync(cancellationToken);
        return await database.KeyDeleteAsync(KeyOf(key)).WaitAsync(cancellationToken);
    }

    public async ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeToLive, TimeSpan.Zero);
        var database = await ConnectAsync(cancellationToken);
        var transaction = database.CreateTransaction();
        _ = transaction.StringSetAsync(KeyOf(key), 0, timeToLive, When.NotExists);
        var sum = transaction.StringIncrementAsync(KeyOf(key), by);
        await transaction.ExecuteAsync().WaitAsync(cancellationToken);
        return await sum;
    }

    public async ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken)
    {
        var database = await ConnectAsync(cancellationToken);
        return await RedisTokenBucket.TakeAsync(database, KeyOf(key), bucket, _time.GetUtcNow(), cancellationToken);
    }

    public async ValueTask InvalidateAsync(CancellationToken cancellationToken)
    {
        var database = await ConnectAsync(cancellationToken);
        var epoch = Math.Max(_time.GetUtcNow().ToUnixTimeMilliseconds(), Volatile.Read(ref _epoch) + 1);
        await database.StringSetAsync(_prefix + "epoch", epoch).WaitAsync(cancellationToken);
        Advance(epoch);
    }

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        await _connection.ProbeAsync(cancellationToken);
        await ReadEpochAsync(await _connection.GetAsync(cancellationToken), cancellationToken);
    }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        await new RedisExam(_options, Section, _connection, _time).RunAsync(checks, cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async ValueTask<IDatabase> ConnectAsync(CancellationToken cancellationToken)
    {
        var database = await _connection.GetAsync(cancellationToken);
        if (Volatile.Read(ref _epoch) < 0)
        {
            await ReadEpochAsync(database, cancellationToken);
        }

        // Whoever gave this call up while it connected has gone elsewhere with it: it must not write here after all.
        cancellationToken.ThrowIfCancellationRequested();
        return database;
    }

    private async ValueTask ReadEpochAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var stored = (long)await database.StringGetAsync(_prefix + "epoch").WaitAsync(cancellationToken);
        var known = Volatile.Read(ref _epoch);
        if (stored < known)
        {
            // A server that lost it, as a new master may have, must not bring older keys back.
            await database.StringSetAsync(_prefix + "epoch", known).WaitAsync(cancellationToken);
        }

        Advance(stored);
    }

    private void Advance(long epoch)
    {
        long known;
        do
        {
            known = Volatile.Read(ref _epoch);
        }
        while (epoch > known && Interlocked.CompareExchange(ref _epoch, epoch, known) != known);
    }

    private RedisKey KeyOf(string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{_prefix}{Volatile.Read(ref _epoch)}:{key}");
}
