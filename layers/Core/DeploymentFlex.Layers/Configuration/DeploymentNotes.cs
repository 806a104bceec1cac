namespace DeploymentFlex.Layers.Configuration;

/// <summary>What was noticed in the settings before there was a log to say it in.</summary>
public sealed record DeploymentNotes(IReadOnlyList<string> Notes);
