using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>
/// A database in one file. Writes take turns on one connection, each a <c>BEGIN IMMEDIATE</c> transaction; reads run
/// beside them, each on a snapshot. The file is opened at the first use.
/// </summary>
internal sealed class SqliteDatabase<TContext>(string path, IServiceProvider services) : IServiceDatabase<TContext>, IDisposable
    where TContext : ServiceDbContext
{
    private const int IdleReaders = 8;

    private readonly SqliteSessions<TContext> _sessions = new(path, services);
    private readonly ConcurrentBag<SqliteSession<TContext>> _readers = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private FileOwnership? _ownership;
    private SqliteSession<TContext>? _writer;
    private bool _disposed;

    public async Task<TResult> ReadAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        cancellationToken.ThrowIfCancellationRequested();
        SqliteSession<TContext>? session = null;
        try
        {
            session = RentReader();
            await using var context = session.CreateContext();
            await using var snapshot = session.Connection.BeginTransaction(deferred: true);
            await context.Database.UseTransactionAsync(snapshot, cancellationToken);
            return await work(context, cancellationToken);
        }
        catch (Exception error) when (SqliteErrors.IsTransient(error))
        {
            session?.Dispose();
            session = null;
            throw SqliteErrors.Unavailable(path, error);
        }
        finally
        {
            ReturnReader(session);
        }
    }

    public Task<TResult> WriteAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return InTurnAsync(
            async context =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                var result = await work(context, cancellationToken);
                await context.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return result;
            },
            cancellationToken);
    }

    public Task<TResult> MaintainAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return InTurnAsync(
            async context =>
            {
                // EF Core's own lock for migrations outlives a process that is killed. This process owns the file, so
                // a lock that is there is such a leftover.
                await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
                return await work(context, cancellationToken);
            },
            cancellationToken);
    }

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => Task.FromResult(File.Exists(path));

    /// <summary>Reads from the file, when it is in use.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        _ownership is null
            ? Task.CompletedTask
            : ReadAsync(
                static (context, token) => context.Database.ExecuteSqlRawAsync("SELECT count(*) FROM sqlite_schema", token), cancellationToken);

    /// <summary>Closes the file; the last connection checkpoints the log.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_readers.TryTake(out var reader))
            {
                reader.Dispose();
            }

            _writer?.Dispose();
            _ownership?.Dispose();
        }

        _turn.Dispose();
    }

    private async Task<TResult> InTurnAsync<TResult>(Func<TContext, Task<TResult>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var context = Writer().CreateContext();
            return await work(context);
        }
        catch (Exception error) when (SqliteErrors.IsTransient(error))
        {
            // Whatever state the connection was left in, the next write begins on a new one.
            lock (_gate)
            {
                _writer?.Dispose();
                _writer = null;
            }

            throw SqliteErrors.Unavailable(path, error);
        }
        finally
        {
            _turn.Release();
        }
    }

    private SqliteSession<TContext> Writer()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _ownership ??= FileOwnership.Take(path);
            return _writer ??= _sessions.OpenWriter();
        }
    }

    private SqliteSession<TContext> RentReader()
    {
        if (_readers.TryTake(out var reader))
        {
            return reader;
        }

        // The writer makes the file and its log, which readers do not.
        Writer();
        return _sessions.OpenReader();
    }

    private void ReturnReader(SqliteSession<TContext>? session)
    {
        if (session is null)
        {
            return;
        }

        if (_disposed || _readers.Count >= IdleReaders)
        {
            session.Dispose();
            return;
        }

        _readers.Add(session);
    }
}
