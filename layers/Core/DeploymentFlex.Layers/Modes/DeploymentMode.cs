namespace DeploymentFlex.Layers.Modes;

/// <summary>A named set of default chains and rules. Every mode but <see cref="Development"/> is strict.</summary>
public enum DeploymentMode
{
    Development,
    OnPremises,
    Saas,
    Hybrid,
}
