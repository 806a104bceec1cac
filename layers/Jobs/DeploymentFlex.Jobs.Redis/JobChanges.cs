using StackExchange.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <summary>Hears from the server when any instance changed something. One that is not heard costs a worker the pause until it looks by itself.</summary>
internal sealed class JobChanges(string channel)
{
    private readonly RedisChannel _channel = new(channel, RedisChannel.PatternMode.Literal);
    private object? _heard;

    /// <summary>Raised at every change, of whichever instance.</summary>
    public JobSignal Signal { get; } = new();

    /// <summary>Listens on the connection that is used now, unless that is done already.</summary>
    public async ValueTask ListenAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var multiplexer = database.Multiplexer;
        if (ReferenceEquals(Volatile.Read(ref _heard), multiplexer))
        {
            return;
        }

        await multiplexer.GetSubscriber().SubscribeAsync(_channel, (_, _) => Signal.Raise()).WaitAsync(cancellationToken);
        Volatile.Write(ref _heard, multiplexer);
    }
}
