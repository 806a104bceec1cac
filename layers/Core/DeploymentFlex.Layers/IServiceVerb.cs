namespace DeploymentFlex.Layers;

/// <summary>
/// Something a service's binary does instead of serving, with what that instance sees: <c>evidence migrate</c>.
/// Registered by the layer that it belongs to.
/// </summary>
public interface IServiceVerb
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>Does it, and returns the exit code.</summary>
    /// <param name="arguments">The words behind the verb, without the settings among them (<c>--Name=value</c>).</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="cancellationToken">Cancelled when it shall end early.</param>
    /// <exception cref="VerbUsageException">The words are not understood.</exception>
    Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
}
