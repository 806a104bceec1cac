namespace DeploymentFlex.Data.Text;

/// <summary>What to look for, within a scope or everywhere.</summary>
public sealed record TextQuery(string Text, Guid? Scope, int Limit);
