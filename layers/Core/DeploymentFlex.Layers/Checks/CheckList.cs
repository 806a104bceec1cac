namespace DeploymentFlex.Layers.Checks;

/// <summary>Collects the checks of one provider. What was added stays, also when a later check does not come back.</summary>
public sealed class CheckList
{
    private const int MaxLength = 300;

    private readonly List<Check> _checks = [];

    /// <summary>The checks so far, in their order.</summary>
    public IReadOnlyList<Check> All
    {
        get
        {
            lock (_checks)
            {
                return [.. _checks];
            }
        }
    }

    public void Add(Check check)
    {
        lock (_checks)
        {
            _checks.Add(check);
        }
    }

    /// <summary>Looks at one thing. What it throws is a failed check, with the first line of its message.</summary>
    /// <param name="name">One of <see cref="CheckNames"/>.</param>
    /// <param name="nextStep">What to do when it fails.</param>
    /// <param name="look">Looks, and returns what it saw.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <returns>Whether it is as it should be, and the next check can tell something new.</returns>
    public async ValueTask<bool> RunAsync(
        string name, string nextStep, Func<CancellationToken, ValueTask<string>> look, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(look);
        try
        {
            Add(Check.Ok(name, await look(cancellationToken)));
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever is thrown is what is wrong.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Add(Check.Failure(name, FirstLine(error.Message), nextStep));
            return false;
        }
    }

    internal static string FirstLine(string message)
    {
        var line = message.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        line = end >= 0 ? line[..end] : line;
        return line[..Math.Min(line.Length, MaxLength)].ToString();
    }
}
