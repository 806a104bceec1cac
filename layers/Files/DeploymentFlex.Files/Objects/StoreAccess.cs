using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Files.Objects;

/// <summary>What the checks of a store of objects say of it.</summary>
/// <typeparam name="TRefusal">What a call fails with when the server answers, and says no.</typeparam>
public sealed class StoreAccess<TRefusal>
    where TRefusal : Exception
{
    /// <summary>Where the files are kept, such as <c>the bucket 'evidence'</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The server's address, without a secret.</summary>
    public required string Address { get; init; }

    /// <summary>What to do when it does not answer, a sentence.</summary>
    public required string ToReach { get; init; }

    /// <summary>What to allow when a call is refused, a sentence.</summary>
    public required string ToGrant { get; init; }

    /// <summary>What else the provider does with an object that is there, in a word for what was seen; null for nothing.</summary>
    public (string Word, Func<string, CancellationToken, Task> TryAsync)? Also { get; init; }

    /// <summary>The check that failed when the first request was refused.</summary>
    public required Func<TRefusal, Check> Explain { get; init; }
}
