using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Core.Chains;

/// <summary>A provider whose behaviour a test sets.</summary>
internal sealed class Speaker(string words) : IProbed
{
    public Func<CancellationToken, ValueTask<string>>? Behaviour { get; set; }

    public int Calls { get; private set; }

    public ValueTask<string> SpeakAsync(CancellationToken cancellationToken)
    {
        Calls++;
        return Behaviour?.Invoke(cancellationToken) ?? new ValueTask<string>(words);
    }

    public ValueTask ProbeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
