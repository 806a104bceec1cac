using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>
/// Something beside the providers that decides whether a start succeeds, such as a database's schema. The layer that it
/// belongs to registers it as a service.
/// </summary>
public interface IDeploymentCheck
{
    /// <summary>What is looked at, for example <c>schema cases</c>.</summary>
    string Subject { get; }

    /// <summary>The layer whose server is asked; null where none is.</summary>
    string? Layer => null;

    /// <summary>Adds what it saw. A failure means that a start would fail.</summary>
    ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken);
}
