namespace DeploymentFlex.Layers.Schemas;

/// <summary>A provider whose tables migrations make; the others make what they need by themselves.</summary>
public interface IKeepsSchema
{
    IDatabaseSchema Schema { get; }
}
