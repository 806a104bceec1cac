using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeploymentFlex.Jobs.Postgres;

/// <summary>
/// Tells all instances that something changed, by LISTEN and NOTIFY. A NOTIFY within the transaction that it speaks of would
/// make all commits of the server take turns (https://www.postgresql.org/docs/current/sql-notify.html), so it is sent
/// after it, once for all changes meanwhile; one that is lost costs a worker the pause until it looks by itself.
/// </summary>
internal sealed partial class JobNotifications(NpgsqlDataSource source, string channel, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly JobSignal _changed = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _sending = Task.CompletedTask;
    private Task? _listening;
    private int _unsent;

    /// <summary>Raised at every change, of whichever instance, from now on.</summary>
    public JobSignal Listen()
    {
        lock (_gate)
        {
            _listening ??= Task.Run(ListenAsync);
        }

        return _changed;
    }

    /// <summary>Says that something changed.</summary>
    public void Raise()
    {
        _changed.Raise();
        if (Interlocked.Increment(ref _unsent) == 1)
        {
            _sending = SendAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        await (_listening ?? Task.CompletedTask);
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        int sent;
        do
        {
            sent = Volatile.Read(ref _unsent);
            try
            {
                await using var command = source.CreateCommand($"NOTIFY \"{channel}\"");
                await command.ExecuteNonQueryAsync(_stop.Token);
            }
            catch (Exception error) when (error is NpgsqlException or OperationCanceledException or InvalidOperationException)
            {
                LogNotSent(logger, error);
            }
        }
        while (Interlocked.Add(ref _unsent, -sent) > 0);
    }

    private async Task ListenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(_stop.Token);
                connection.Notification += (_, _) => _changed.Raise();
                await using var listen = new NpgsqlCommand($"LISTEN \"{channel}\"", connection);
                await listen.ExecuteNonQueryAsync(_stop.Token);
                while (true)
                {
                    // What was said before this began was not heard.
                    _changed.Raise();
                    await connection.WaitAsync(_stop.Token);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or OperationCanceledException or InvalidOperationException or IOException)
            {
                LogNotListening(logger, error);
                await Task.Delay(s_pauseAfterFailure, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Other instances were not told of a job; they will find it by themselves.")]
    private static partial void LogNotSent(ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Debug, "This instance is not told of jobs at the moment; it looks by itself.")]
    private static partial void LogNotListening(ILogger logger, Exception error);
}
