using Aspire.Hosting;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The realizations that are the same for every layer.</summary>
internal static class CommonRealizations
{
    /// <summary>Nothing runs: the services keep it themselves, with this provider.</summary>
    public static Realization Embedded(string provider) => new(Realization.Embedded, static (_, _) => null) { Chain = [provider] };

    /// <summary>One that is there: the user gives its connection string.</summary>
    public static Realization Existing { get; } =
        new(Realization.Existing, static (deployment, name) => deployment.Builder.AddConnectionString(name));
}
