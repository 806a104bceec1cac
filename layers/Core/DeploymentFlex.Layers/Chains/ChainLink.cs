using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Chains;

/// <summary>One provider in its place in a chain, with its circuit and what was last seen of it.</summary>
public abstract class ChainLink(ProviderDescriptor descriptor, Circuit circuit, object provider)
{
    private long _calls;
    private long _failures;

    public string Name => Descriptor.Name;

    public ProviderDescriptor Descriptor { get; } = descriptor;

    public Circuit Circuit { get; } = circuit;

    /// <summary>The provider's own probe, or null when real calls are the probe.</summary>
    public IProbed? Probe { get; } = provider as IProbed;

    /// <summary>The provider's own checks, or null.</summary>
    public IChecked? Checks { get; } = provider as IChecked;

    /// <summary>The calls that this provider answered or failed.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>The calls that it failed.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>What the last failure said, without secrets, and when; null when there was none.</summary>
    public LinkError? LastError { get; private set; }

    /// <summary>The last probe's time and length; null before the first.</summary>
    public LinkProbe? LastProbe { get; private set; }

    /// <summary>Whether it keeps secrets less well than the primary of its chain.</summary>
    internal bool IsWeaker { get; set; }

    /// <summary>Whether it has served for as long as a weaker one may.</summary>
    internal bool IsBarred { get; set; }

    /// <summary>Whether a call may go to the provider now.</summary>
    internal bool Allows() => !IsBarred && MayAnswer();

    private bool MayAnswer() => Circuit.IsClosed || (Probe is null && Circuit.TryEnterTrial());

    internal void Succeeded()
    {
        Interlocked.Increment(ref _calls);
        if (Probe is null)
        {
            Circuit.Succeeded();
        }
        else
        {
            Circuit.Answered();
        }
    }

    internal void Failed(Exception error, DateTimeOffset now)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _failures);
        LastError = LinkError.From(error, now);
        if (IsOutage(error))
        {
            Circuit.Failed();
        }
    }

    internal void Probed(TimeSpan duration, Exception? error, DateTimeOffset now)
    {
        var isUp = error is null || !IsOutage(error);
        LastProbe = new LinkProbe(now, duration, isUp);
        if (error is not null)
        {
            LastError = LinkError.From(error, now);
        }

        if (isUp)
        {
            Circuit.Succeeded();
        }
        else
        {
            Circuit.Failed();
        }
    }

    private static bool IsOutage(Exception error) => error is not LayerUnavailableException { IsOutage: false };
}
