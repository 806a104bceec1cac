namespace DeploymentFlex.Layers.Checks;

/// <summary>
/// A provider that says of what it needs whether it is there, one thing at a time: for <c>doctor</c>, before a deployment
/// starts. Its probe says only whether it would answer now.
/// </summary>
public interface IChecked
{
    /// <summary>
    /// Looks at reachability, credentials, permissions, server version and clock, as far as they apply, and adds what it
    /// saw to the list. It leaves nothing behind, and stops where the rest can only fail for the same reason.
    /// </summary>
    ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken);
}
