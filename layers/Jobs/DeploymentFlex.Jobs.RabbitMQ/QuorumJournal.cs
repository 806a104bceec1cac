using System.Diagnostics;
using System.Globalization;
using DeploymentFlex.Jobs.Journaled;
using RabbitMQ.Client;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>
/// A journal in a quorum queue (https://www.rabbitmq.com/docs/quorum-queues). Its messages are held unacknowledged by
/// the one instance that works on it, the single active consumer; one that says nothing any more is acknowledged, after
/// the server confirmed the one that replaces it. When the connection ends, the server hands all of them to the next
/// instance.
/// </summary>
internal sealed partial class QuorumJournal : AsyncDefaultBasicConsumer, IJobJournal, IAsyncDisposable
{
    private const string NumberHeader = "number";
    private const string MarkHeader = "mark";
    private static readonly TimeSpan s_stall = TimeSpan.FromSeconds(2);

    private readonly RabbitMqOptions _options;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Lock _gate = new();
    private readonly LiveMessages _live = new();
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private Task _sent = Task.CompletedTask;
    private int _unconfirmed;
    private long _lastProgress;
    private long _number;

    private QuorumJournal(RabbitMqOptions options, IConnection connection, IChannel channel)
        : base(channel)
    {
        _options = options;
        _connection = connection;
        _channel = channel;
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            Fail(new RabbitMqUnavailableException($"The connection to RabbitMQ ended: {reason.ReplyText}"));
            return Task.CompletedTask;
        };
    }

    /// <summary>Raised once, when the journal can be used no more.</summary>
    public event Action? Failed;

    /// <summary>Why it can be used no more, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>
    /// Whether the server confirms nothing any more. What is known here may be another instance's business by then, so
    /// that reading it would say too much as well.
    /// </summary>
    public bool IsStalled
    {
        get
        {
            lock (_gate)
            {
                return _unconfirmed > 0 && Stopwatch.GetElapsedTime(_lastProgress) > s_stall;
            }
        }
    }

    /// <summary>Completes when this instance is the one that works on the queue, and all that is in it is here.</summary>
    public Task Complete => _complete.Task;

    /// <summary>The number that the next message gets.</summary>
    public long NextNumber
    {
        get
        {
            lock (_gate)
            {
                return _number + 1;
            }
        }
    }

    public static async Task<QuorumJournal> OpenAsync(RabbitMqOptions options, CancellationToken cancellationToken)
    {
        var connection = await RabbitMqConnections.OpenAsync(options, cancellationToken);
        try
        {
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x-queue-type"] = "quorum",
                ["x-single-active-consumer"] = true,
                // A message that is handed over often is no bad one here.
                ["x-delivery-limit"] = int.MaxValue,
            };
            await channel.QueueDeclareAsync(options.Queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
            // Without a number of its own a quorum queue hands over 2,000 (https://github.com/rabbitmq/rabbitmq-server/issues/14485).
            await channel.BasicQosAsync(prefetchSize: 0, options.Prefetch, global: false, cancellationToken);
            var journal = new QuorumJournal(options, connection, channel);
            await channel.BasicConsumeAsync(options.Queue, autoAck: false, journal, cancellationToken);
            return journal;
        }
        catch
        {
            await RabbitMqConnections.EndAsync(connection);
            throw;
        }
    }

    /// <summary>Sends a message that says nothing, and returns when the server has it.</summary>
    public Task PingAsync(CancellationToken cancellationToken) => PublishAsync(Properties(MarkHeader, "ping"), default).WaitAsync(cancellationToken);

    public void Add(Job job, byte[] encoded, Func<IReadOnlyCollection<byte[]>> everything)
    {
        lock (_gate)
        {
            if (_live.Count >= _options.MaxJobs + _options.DoneLimit)
            {
                throw new JobQueueFullException(
                    $"The job queue is full ({_options.MaxJobs} jobs, Layers:Jobs:rabbitmq:MaxJobs). Try again when jobs are done.");
            }
        }

        Append(new JobRecord { Job = job }, encoded);
    }

    public void Update(Job job, Job before) =>
        Append(job.State is JobState.Done ? new JobRecord { Job = job } : new JobRecord { Change = JobChange.Of(job) });

    public void Delete(Job job) => Append(new JobRecord { Delete = job.Id });

    public void Set(JobSchedule schedule) => Append(new JobRecord { Schedule = schedule });

    public void Delete(JobSchedule schedule) => Append(new JobRecord { Unschedule = schedule.Name });

    public void Tidy(Func<IReadOnlyCollection<byte[]>> everything)
    {
        // What is out of date has left already.
    }

    public void Loaded(Func<IReadOnlyCollection<byte[]>> everything)
    {
        // What was out of date in it has left already.
    }

    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _sent.WaitAsync(cancellationToken);
        }
    }

    public void Forget(Job job) => Delete(job);

    /// <summary>Takes out the keys whose messages are older than a number, to be written anew.</summary>
    public IReadOnlyCollection<JobKey> KeysOlderThan(long number, int limit)
    {
        lock (_gate)
        {
            var keys = new HashSet<JobKey>();
            while (keys.Count < limit && _live.TakeOlderThan(number) is { } key)
            {
                keys.Add(key);
            }

            return keys;
        }
    }

    public void Append(JobRecord record) => Append(record, record.Encode());

    public async ValueTask DisposeAsync()
    {
        Fail(new RabbitMqUnavailableException("The queue is closed."));
        await RabbitMqConnections.EndAsync(_connection);
    }

    private void Append(JobRecord record, byte[] encoded)
    {
        lock (_gate)
        {
            if (Failure is not null)
            {
                throw new RabbitMqUnavailableException(Failure.Message, Failure);
            }

            var number = ++_number;
            var replaced = _live.Add(number, record);
            _sent = Task.WhenAll(_sent, SendAsync(number, encoded, replaced));
            Observe(_sent);
        }
    }

    private async Task SendAsync(long number, byte[] encoded, List<long> replaced)
    {
        try
        {
            await PublishAsync(Properties(number), encoded);
            lock (_gate)
            {
                Release(replaced);
            }
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
    }

    private async Task PublishAsync(BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        lock (_gate)
        {
            _lastProgress = _unconfirmed++ == 0 ? Stopwatch.GetTimestamp() : _lastProgress;
        }

        await _channel.BasicPublishAsync(string.Empty, _options.Queue, mandatory: true, properties, body, CancellationToken.None);
        lock (_gate)
        {
            _unconfirmed--;
            _lastProgress = Stopwatch.GetTimestamp();
        }
    }

    private void Release(List<long> numbers)
    {
        foreach (var number in numbers)
        {
            if (_live.Remove(number) is { } tag)
            {
                Acknowledge(tag);
            }
        }
    }

    private void Acknowledge(ulong tag) => Observe(_channel.BasicAckAsync(tag, multiple: false, CancellationToken.None).AsTask());

    private void Observe(Task task) => _ = task.ContinueWith(
        failed => Fail(failed.Exception!.InnerException!), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private void Fail(Exception error)
    {
        lock (_gate)
        {
            if (Failure is not null)
            {
                return;
            }

            Failure = error;
        }

        _complete.TrySetException(error);
        _ = _complete.Task.Exception;
        Failed?.Invoke();
    }

    private static BasicProperties Properties(long number) => Properties(NumberHeader, number.ToString(CultureInfo.InvariantCulture));

    private static BasicProperties Properties(string header, string value) => new()
    {
        DeliveryMode = DeliveryModes.Persistent,
        Headers = new Dictionary<string, object?>(StringComparer.Ordinal) { [header] = value },
    };
}
