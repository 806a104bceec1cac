namespace DeploymentFlex.Layers.Chains;

/// <summary>What came of a call through a chain: a result and who gave it, or why nobody did. Never thrown.</summary>
public readonly struct ChainOutcome<TResult>
{
    private readonly TResult? _result;

    internal ChainOutcome(TResult result, string provider, bool isFallback)
    {
        _result = result;
        Provider = provider;
        IsFallback = isFallback;
    }

    internal ChainOutcome(Exception failure)
    {
        Failure = failure;
    }

    /// <summary>An answer that is no.</summary>
    internal ChainOutcome(Exception failure, string provider, bool isFallback)
    {
        Failure = failure;
        Provider = provider;
        IsFallback = isFallback;
    }

    /// <summary>The provider that answered, be it with no; null when none did.</summary>
    public string? Provider { get; }

    /// <summary>Whether another provider than the primary answered.</summary>
    public bool IsFallback { get; }

    /// <summary>Why there is no result: a <see cref="LayerUnavailableException"/>, or what the caller or provider raised.</summary>
    public Exception? Failure { get; }

    public bool IsSuccess => Failure is null;

    /// <summary>The result.</summary>
    /// <exception cref="LayerUnavailableException">No provider served the call.</exception>
    public TResult GetResultOrThrow()
    {
        if (Failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(Failure);
        }

        return _result!;
    }
}
