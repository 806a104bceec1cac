namespace DeploymentFlex.Layers.Modes;

/// <summary>What this process knows of its deployment: section <c>Deployment</c>.</summary>
public sealed class DeploymentOptions
{
    public const string Section = "Deployment";

    /// <summary>The mode, from <c>Deployment:Mode</c>.</summary>
    public DeploymentMode Mode { get; init; }

    /// <summary>The logical name of this service, for example <c>evidence</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The folder, absolute, under which embedded providers keep their data: <c>Deployment:DataPath</c>.</summary>
    public required string DataPath { get; init; }

    /// <summary>Sets <see cref="MigratesAtStart"/>: <c>Deployment:MigrateAtStart</c>.</summary>
    public bool? MigrateAtStart { get; init; }

    /// <summary>Whether a start brings databases up to date, as in development; else it fails until the verb <c>migrate</c> has.</summary>
    public bool MigratesAtStart => MigrateAtStart ?? !IsStrict;

    /// <summary>Whether a missing required service stops the process.</summary>
    public bool IsStrict => Mode.IsStrict();
}
