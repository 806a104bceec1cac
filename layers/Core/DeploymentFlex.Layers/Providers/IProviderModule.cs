namespace DeploymentFlex.Layers.Providers;

/// <summary>The providers of one assembly. Declared on the assembly with <see cref="ProviderModuleAttribute{TModule}"/>.</summary>
public interface IProviderModule
{
    static abstract void AddProviders(ProviderRegistry registry);
}
