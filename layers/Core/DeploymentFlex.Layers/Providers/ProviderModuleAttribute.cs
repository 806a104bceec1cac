namespace DeploymentFlex.Layers.Providers;

/// <summary>Marks an assembly that brings providers; use <see cref="ProviderModuleAttribute{TModule}"/>.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public abstract class ProviderModuleAttribute : Attribute
{
    public abstract void AddTo(ProviderRegistry registry);
}
