using System.Data;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeploymentFlex.Data.Postgres;

/// <summary>
/// The schema of one service. A write is a serializable transaction, which runs again when it lost against another, so
/// that code means the same here as on SQLite, where writes take turns; a read sees one snapshot.
/// </summary>
internal sealed class PostgresDatabase<TContext> : IServiceDatabase<TContext>, IAsyncDisposable
    where TContext : ServiceDbContext
{
    // Past this the caller is told to try again: the bound of a chain's calls.
    private static readonly TimeSpan s_conflictsWithin = TimeSpan.FromSeconds(10);

    // Building an index takes as long as there are rows.
    private const int Unbounded = 0;

    private static readonly ObjectFactory<TContext> s_create =
        ActivatorUtilities.CreateFactory<TContext>([typeof(DbContextOptions<TContext>)]);

    private readonly string _schema;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _writer;
    private readonly NpgsqlDataSource _reader;
    private readonly DbContextOptions<TContext> _writing;
    private readonly DbContextOptions<TContext> _reading;

    public PostgresDatabase(PostgresOptions options, string schema, IServiceProvider services, TimeProvider time)
    {
        _schema = schema;
        _services = services;
        _time = time;
        _writer = PostgresConnections.OpenWriter(options, PostgresProvider.Section, schema);
        _reader = PostgresConnections.OpenReader(options, PostgresProvider.Section, schema);
        _writing = Options(_writer, QueryTrackingBehavior.TrackAll);
        _reading = Options(_reader, QueryTrackingBehavior.NoTracking);
    }

    public async Task<TResult> ReadAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await using var context = s_create(_services, [_reading]);
            await using var snapshot = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            return await work(context, cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw Failure(error, cancellationToken);
        }
    }

    public async Task<TResult> WriteAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(work, cancellationToken);
            }
            catch (Exception error) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException("The write was cancelled.", error, cancellationToken);
            }
            catch (Exception error) when (PostgresErrors.IsConflict(error))
            {
                if (_time.GetElapsedTime(started) > s_conflictsWithin)
                {
                    throw PostgresErrors.Unavailable(Layer.Data, _schema, error);
                }

                await Task.Delay(Pause(attempt), _time, cancellationToken);
            }
            catch (Exception error) when (PostgresErrors.IsTransient(error))
            {
                throw PostgresErrors.Unavailable(Layer.Data, _schema, error);
            }
        }
    }

    /// <summary>Makes the schema when it is missing, and lets no other process maintain it meanwhile.</summary>
    public async Task<TResult> MaintainAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await using var context = s_create(_services, [_writing]);
            context.Database.SetCommandTimeout(Unbounded);
            await context.Database.OpenConnectionAsync(cancellationToken);
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock(hashtext({_schema}))", cancellationToken);
            try
            {
#pragma warning disable EF1002 // The name is the service's own, and quoted.
                await context.Database.ExecuteSqlRawAsync($"CREATE SCHEMA IF NOT EXISTS \"{_schema}\"", cancellationToken);
#pragma warning restore EF1002

                // Asking a table that is missing would be logged as a failure.
                await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
                return await work(context, cancellationToken);
            }
            finally
            {
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtext({_schema}))", CancellationToken.None);
            }
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw Failure(error, cancellationToken);
        }
    }

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = _reader.CreateCommand(
                "SELECT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = $1 AND relname = $2)");
            command.Parameters.AddWithValue(_schema);
            command.Parameters.AddWithValue(HistoryRepository.DefaultTableName);
            return await command.ExecuteScalarAsync(cancellationToken) is true;
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw Failure(error, cancellationToken);
        }
    }

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = _writer.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _reader.DisposeAsync();
    }

    private async Task<TResult> TryWriteAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        await using var context = s_create(_services, [_writing]);
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var result = await work(context, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    // A connection may also break while a call is given up.
    private Exception Failure(Exception error, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("The call was cancelled.", error, cancellationToken)
            : PostgresErrors.Unavailable(Layer.Data, _schema, error);

    // 2, 4, 8 … 64 ms at most, each from half of it on, so that those who met once do not meet again.
    private static TimeSpan Pause(int attempt)
    {
        var longest = 1 << Math.Min(attempt + 1, 6);
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    private DbContextOptions<TContext> Options(NpgsqlDataSource source, QueryTrackingBehavior tracking) =>
        new DbContextOptionsBuilder<TContext>()
            .UseNpgsql(
                source,
                postgres => postgres.MigrationsHistoryTable(HistoryRepository.DefaultTableName, _schema))
            .UseQueryTrackingBehavior(tracking)
            .UseLoggerFactory(_services.GetService<ILoggerFactory>())
            .ConfigureWarnings(static warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)))
            .ReplaceService<IModelCustomizer, PostgresModel>()
            .ReplaceService<IMigrationsSqlGenerator, PostgresSchemaSql>()
            .Options;
}
