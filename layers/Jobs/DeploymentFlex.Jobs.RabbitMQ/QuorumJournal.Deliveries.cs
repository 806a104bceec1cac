using System.Globalization;
using System.Text;
using DeploymentFlex.Jobs.Journaled;
using RabbitMQ.Client;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <content>What the server delivers: at first all that the queue holds, then what is sent from here.</content>
internal sealed partial class QuorumJournal
{
    private readonly List<(long Number, ulong? Tag, JobRecord Record)> _found = [];
    private bool _isActive;
    private bool _isMarked;
    private bool _isRead;
    private int _moving;

    /// <summary>Whether this instance is the one that works on the queue.</summary>
    public bool IsActive => Volatile.Read(ref _isActive);

    /// <summary>Hands over what was found, in the order in which it was written; once, when <see cref="Complete"/> is.</summary>
    public void Read(Action<JobRecord> replay)
    {
        lock (_gate)
        {
            foreach (var (number, tag, record) in _found.OrderBy(static found => found.Number))
            {
                // A copy has the number of what it is a copy of.
                if (number > _number)
                {
                    _number = number;
                    replay(record);
                    Release(_live.Add(number, record));
                }

                if (tag is { } arrived)
                {
                    Keep(number, arrived);
                }
            }

            _found.Clear();
            _isRead = true;
        }
    }

    public override async Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        try
        {
            if (Header(properties, MarkHeader) is { } mark)
            {
                await _channel.BasicAckAsync(deliveryTag, multiple: false, cancellationToken);
                if (mark == _mark)
                {
                    lock (_gate)
                    {
                        _isMarked = true;
                        CompleteWhenMoved();
                    }
                }
            }
            else
            {
                Arrived(long.Parse(Header(properties, NumberHeader)!, CultureInfo.InvariantCulture), deliveryTag, body);
            }

            if (!_isActive)
            {
                // From the first message on this instance is the one; behind its mark nothing older can come.
                Volatile.Write(ref _isActive, true);
                Observe(PublishAsync(Properties(MarkHeader, _mark), default));
            }
        }
#pragma warning disable CA1031 // Whatever it is, what is known here may be incomplete now.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(error);
        }
    }

    public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        Fail(new RabbitMqUnavailableException("The queue was deleted, or its server stopped."));
        return Task.CompletedTask;
    }

    private void Arrived(long number, ulong tag, ReadOnlyMemory<byte> body)
    {
        lock (_gate)
        {
            if (_isRead)
            {
                Keep(number, tag);
                return;
            }

            // The server hands over no more than the prefetch; the rest comes when what is here left, so it goes to the queue's end.
            var stays = _isMarked || _found.Count < _options.Prefetch / 2;
            _found.Add((number, stays ? tag : null, JobRecord.Decode(body.Span)));
            if (!stays)
            {
                _moving++;
                Observe(MoveAsync(number, tag, body.ToArray()));
            }
        }
    }

    private async Task MoveAsync(long number, ulong tag, byte[] body)
    {
        await PublishAsync(Properties(number), body);
        lock (_gate)
        {
            Acknowledge(tag);
            _moving--;
            CompleteWhenMoved();
        }
    }

    // What is written after that stands behind every copy, and leaves the queue after it.
    private void CompleteWhenMoved()
    {
        if (_isMarked && _moving == 0)
        {
            _complete.TrySetResult();
        }
    }

    private void Keep(long number, ulong tag)
    {
        if (!_live.Arrived(number, tag))
        {
            Acknowledge(tag);
        }
    }

    private static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value) && value is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : null;
}
