namespace DeploymentFlex.Layers.Chaos;

/// <summary>What becomes of a call that neither fails nor stalls.</summary>
/// <param name="IsPartial">Whether it is done in part, or done and its answer lost.</param>
/// <param name="Share">How far it gets, from 0 to 1.</param>
internal readonly record struct ChaosFate(bool IsPartial, double Share);
