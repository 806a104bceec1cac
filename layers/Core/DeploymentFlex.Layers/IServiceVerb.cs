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
    Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken);
}
