namespace DeploymentFlex.Layers.Providers;

/// <summary>
/// Makes the providers of this assembly known to every service that references it, so that a reference in a
/// service's project file is all that ships a vendor, and dropping the line drops it.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ProviderModuleAttribute<TModule> : ProviderModuleAttribute
    where TModule : IProviderModule
{
    public override void AddTo(ProviderRegistry registry) => TModule.AddProviders(registry);
}
