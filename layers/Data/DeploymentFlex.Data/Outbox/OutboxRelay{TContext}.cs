using System.Runtime.CompilerServices;
using DeploymentFlex.Layers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Data.Outbox;

/// <summary>
/// Delivers the messages of a database at least once, in no order. A message is claimed by moving the time at which it is
/// due beyond the post's timeout, so that instances seldom post the same one, and a crash only delays it.
/// </summary>
internal sealed class OutboxRelay<TContext>(
    IDatabase<TContext> database,
    OutboxSignal<TContext> signal,
    OutboxDelivery delivery,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxRelay<TContext>> logger) : BackgroundService
    where TContext : ServiceDbContext
{
    private static readonly TimeSpan s_claimMargin = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Away from the start of the host, which waits for the first await that has to wait.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Parallel.ForEachAsync(
                    ClaimedAsync(stoppingToken),
                    new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = stoppingToken },
                    DeliverAsync);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is LayerUnavailableException or DbUpdateException)
            {
                OutboxLog.Paused(logger, typeof(TContext).Name, error);
                await signal.WaitAsync(options.Value.PollInterval, time, stoppingToken);
            }
        }
    }

    private async IAsyncEnumerable<OutboxMessage> ClaimedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var message in await ClaimAsync(cancellationToken))
            {
                yield return message;
            }

            var wait = await NextDueAsync(cancellationToken) - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await signal.WaitAsync(wait, time, cancellationToken);
            }
        }
    }

    private async Task<DateTimeOffset> NextDueAsync(CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(
            static (context, token) => context.Outbox.OrderBy(static row => row.DueAt).Select(static row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(token),
            cancellationToken);
        var poll = time.GetUtcNow() + options.Value.PollInterval;
        return next < poll ? next.Value : poll;
    }

    private async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await NextDueAsync(cancellationToken) > now)
        {
            return [];
        }

        try
        {
            return await database.WriteAsync(
                async (context, token) =>
                {
                    var due = await context.Outbox.Where(row => row.DueAt <= now).OrderBy(static row => row.DueAt)
                        .Take(options.Value.Parallelism).ToListAsync(token);
                    due.ForEach(row => row.DueAt = now + options.Value.Timeout + s_claimMargin);
                    return due;
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return [];
        }
    }

    private async ValueTask DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        OutboxFailure? failure;
        try
        {
            failure = await delivery.PostAsync(message, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await RescheduleAsync(message, time.GetUtcNow(), message.Attempts, message.LastError);
            throw;
        }

        if (failure is null)
        {
            await DeleteAsync(message);
            return;
        }

        var attempts = message.Attempts + 1;
        if (failure.IsRefusal)
        {
            OutboxLog.Refused(logger, message.Id, message.Address, attempts, failure.Reason);
        }
        else
        {
            OutboxLog.Failed(logger, message.Id, message.Address, attempts, failure.Reason);
        }

        await RescheduleAsync(message, time.GetUtcNow() + PauseAfter(attempts), attempts, failure.Reason);
    }

    // What became of a message is written even while the process stops, or it would be posted again for no reason.
    private async Task DeleteAsync(OutboxMessage message) =>
        await database.WriteAsync(
            (context, token) => context.Outbox.Where(row => row.Id == message.Id).ExecuteDeleteAsync(token), CancellationToken.None);

    private async Task RescheduleAsync(OutboxMessage message, DateTimeOffset dueAt, int attempts, string? error)
    {
        await database.WriteAsync(
            (context, token) => context.Outbox.Where(row => row.Id == message.Id).ExecuteUpdateAsync(
                row => row
                    .SetProperty(static item => item.DueAt, dueAt)
                    .SetProperty(static item => item.Attempts, attempts)
                    .SetProperty(static item => item.LastError, error),
                token),
            CancellationToken.None);

        // It is due before the end of its claim, which is what the relay waits for.
        signal.Set();
    }

    /// <summary>Doubles with each failure up to the longest pause; a random half of it keeps messages from coming back together.</summary>
    private TimeSpan PauseAfter(int attempts)
    {
        var doubled = options.Value.FirstPause * Math.Pow(2, Math.Min(attempts - 1, 30));
        var pause = doubled < options.Value.LongestPause ? doubled : options.Value.LongestPause;
#pragma warning disable CA5394 // Nothing secret hangs on the spread of retries.
        return pause * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }
}
