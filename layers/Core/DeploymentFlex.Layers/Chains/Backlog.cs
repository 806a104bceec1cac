namespace DeploymentFlex.Layers.Chains;

/// <summary>What a layer accepted while its primary could not take it, and has still to bring there.</summary>
/// <param name="Items">How many things, with those that were refused.</param>
/// <param name="Refused">How many of them the primary will not take, until somebody sees to it.</param>
/// <param name="Bytes">The size of all.</param>
public readonly record struct Backlog(int Items, int Refused, long Bytes);
