using DeploymentFlex.Jobs.Journaled;
using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Jobs.Embedded;

/// <summary>The file of the queue: what changed, in order, and now and then everything anew in a smaller file.</summary>
internal sealed class JobJournal : IJobJournal, IAsyncDisposable
{
    private const long WorthCompacting = 4 << 20;

    private readonly RecordLog _log;
    private readonly long _maxBytes;
    private Task _compaction = Task.CompletedTask;
    private long _waste;

    private JobJournal(RecordLog log, long maxBytes)
    {
        _log = log;
        _maxBytes = maxBytes;
    }

    /// <summary>What made the file unusable, or null.</summary>
    public Exception? Failure => _log.Failure;

    // The rest is for finishing the jobs that are in the queue.
    private long RoomForJobs => _maxBytes - (_maxBytes / 8);

    public static JobJournal Open(EmbeddedJobQueueOptions options, Action<JobRecord> replay, ILogger logger)
    {
        var log = RecordLog.Open(
            new RecordLogOptions { Path = options.Path!, Kind = "JOBS", Version = 1, MaxBytes = options.MaxBytes },
            record => replay(JobRecord.Decode(record)),
            logger);
        return new JobJournal(log, options.MaxBytes);
    }

    public void Update(Job job, Job before)
    {
        Append(new JobRecord { Change = JobChange.Of(job) });
        _waste += before.Payload.Length - job.Payload.Length;
    }

    public void Delete(Job job)
    {
        Append(new JobRecord { Delete = job.Id });
        _waste += job.Payload.Length;
    }

    public void Forget(Job job)
    {
        // A file that is read again finds out by itself.
    }

    public void Set(JobSchedule schedule) => Append(new JobRecord { Schedule = schedule });

    public void Delete(JobSchedule schedule) => Append(new JobRecord { Unschedule = schedule.Name });

    /// <summary>Compares the file with what it would hold when it were compacted now.</summary>
    public void Loaded(Func<IReadOnlyCollection<byte[]>> everything) =>
        _waste = _log.Length - everything().Sum(static record => (long)RecordLog.SizeOf(record.Length));

    public void Add(Job job, byte[] encoded, Func<IReadOnlyCollection<byte[]>> everything)
    {
        var size = RecordLog.SizeOf(encoded.Length);
        if (_log.Length + size > RoomForJobs && _waste > _maxBytes / 32)
        {
            Compact(everything);
        }

        if (_log.Length + size > RoomForJobs)
        {
            throw new JobQueueFullException(
                $"The job queue is full ({_maxBytes} bytes, Layers:Jobs:embedded:MaxBytes). Try again when jobs are done.");
        }

        _log.Append(encoded);
    }

    public Task FlushAsync(CancellationToken cancellationToken) => _log.FlushAsync(cancellationToken);

    /// <summary>Compacts when most of the file is waste, or when it is nearly full.</summary>
    public void Tidy(Func<IReadOnlyCollection<byte[]>> everything)
    {
        var length = _log.Length;
        if (_waste > (length > RoomForJobs ? _maxBytes / 32 : Math.Max(WorthCompacting, length / 2)))
        {
            Compact(everything);
        }
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    // A change is part of what it changes when the file is compacted.
    private void Append(JobRecord record)
    {
        var bytes = record.Encode();
        _log.Append(bytes);
        _waste += RecordLog.SizeOf(bytes.Length);
    }

    private void Compact(Func<IReadOnlyCollection<byte[]>> everything)
    {
        if (!_compaction.IsCompleted)
        {
            return;
        }

        // The log says itself when it fails; the next try comes when there is as much waste again.
        var records = everything();
        _compaction = _log.CompactAsync([.. records.Select(static record => new ReadOnlyMemory<byte>(record))]);
        _ = _compaction.ContinueWith(
            static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _waste = 0;
    }
}
