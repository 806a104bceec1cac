using DeploymentFlex.Jobs.Journaled;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>
/// A queue whose journal is a quorum queue on RabbitMQ. One instance works on it; the others are not ready, and the first of
/// them takes over when that one ends or loses the server. Leases go on until their time.
/// </summary>
public sealed partial class RabbitMqJobQueue : JournaledJobQueue, IProbed, IChecked, IAsyncDisposable
{
    // The server gives up on a consumer that holds a message for 30 minutes (consumer_timeout), so it is written anew before.
    private static readonly TimeSpan s_renewAfter = TimeSpan.FromMinutes(8);
    private const int RenewAtOnce = 2_000;

    private readonly RabbitMqOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _connecting = new(1);
    private QuorumJournal? _journal;
    private volatile QuorumJournal? _loaded;
    private (DateTimeOffset At, long Number) _renewal;
    private long _renewBefore;

    public RabbitMqJobQueue(RabbitMqOptions options, TimeProvider time, ILogger logger)
        : base(options?.DoneRetention ?? throw new ArgumentNullException(nameof(options)), options.DoneLimit, time)
    {
        _options = options;
        _time = time;
        _logger = logger;
    }

    private protected override IJobJournal Journal =>
        _loaded is { Failure: null, IsStalled: false } journal ? journal : throw new RabbitMqUnavailableException("This instance has no connection to the job queue.");

    /// <summary>Connects when there is no connection, takes over when no other instance works, and asks the server.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            var journal = await ConnectAsync(cancellationToken);
            await journal.PingAsync(cancellationToken);
            if (_loaded != journal)
            {
                await LoadAsync(journal, cancellationToken);
            }

            Renew(journal);
        }
        finally
        {
            _connecting.Release();
        }
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        new RabbitMqExam(_options).RunAsync(checks, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _loaded = null;
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async Task<QuorumJournal> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_journal is { Failure: null } connected)
        {
            return connected;
        }

        if (Interlocked.Exchange(ref _journal, null) is { } lost)
        {
            await lost.DisposeAsync();
        }

        _journal = await QuorumJournal.OpenAsync(_options, cancellationToken);
        _journal.Failed += Wake;
        return _journal;
    }

    private async Task LoadAsync(QuorumJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            await journal.Complete.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new RabbitMqUnavailableException(
                journal.IsActive
                    ? "This instance took the job queue over, and is still reading it."
                    : "Another instance works on the job queue; this one takes over when that one ends.",
                error);
        }

        Load(
            replay =>
            {
                journal.Read(replay);
                _loaded = journal;
                return journal;
            },
            endLeases: false);
        _renewal = (_time.GetUtcNow(), journal.NextNumber);
        _renewBefore = 0;
        LogTakenOver(_logger, _options.Queue);
    }

    private void Renew(QuorumJournal journal)
    {
        if (_time.GetUtcNow() - _renewal.At >= s_renewAfter)
        {
            _renewBefore = _renewal.Number;
            _renewal = (_time.GetUtcNow(), journal.NextNumber);
        }

        Renew(journal.KeysOlderThan(_renewBefore, RenewAtOnce), journal.Append);
    }

    [LoggerMessage(1, LogLevel.Information, "This instance works on the job queue {Queue}.")]
    private static partial void LogTakenOver(ILogger logger, string queue);
}
