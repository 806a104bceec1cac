namespace DeploymentFlex.Layers.Health;

/// <summary>What waits to be brought to the primary, such as files in a spool.</summary>
/// <param name="Items">How many things, with those that were refused.</param>
/// <param name="Refused">How many of them the primary will not take, until somebody sees to it: <c>journal list</c> says why.</param>
/// <param name="Bytes">The size of all.</param>
public sealed record WaitingHealth(int Items, int Refused, long Bytes);
