using System.Globalization;
using System.Text;
using DeploymentFlex.Jobs.Journaled;
using RabbitMQ.Client;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <content>What the server delivers: at first all that the queue holds, then what is sent from here.</content>
internal sealed partial class QuorumJournal
{
    private readonly List<(long Number, ulong Tag, JobRecord Record)> _found = [];
    private bool _isActive;

    /// <summary>Hands over what was found, in the order in which it was written; once, when <see cref="Complete"/> is.</summary>
    public void Read(Action<JobRecord> replay)
    {
        lock (_gate)
        {
            foreach (var (number, tag, record) in _found.OrderBy(static found => found.Number))
            {
                replay(record);
                var replaced = _live.Add(number, record);
                _live.Arrived(number, tag);
                Release(replaced);
            }

            _number = _found.Count == 0 ? 0 : _found.Max(static found => found.Number);
            _found.Clear();
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
                    _complete.TrySetResult();
                }
            }
            else
            {
                Arrived(long.Parse(Header(properties, NumberHeader)!, CultureInfo.InvariantCulture), deliveryTag, body.Span);
            }

            if (!_isActive)
            {
                // From the first message on this instance is the one; behind its mark nothing older can come.
                _isActive = true;
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

    private void Arrived(long number, ulong tag, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            if (!_complete.Task.IsCompleted)
            {
                _found.Add((number, tag, JobRecord.Decode(body)));
            }
            else if (!_live.Arrived(number, tag))
            {
                Observe(_channel.BasicAckAsync(tag, multiple: false, CancellationToken.None).AsTask());
            }
        }
    }

    private static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value) && value is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : null;
}
