using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>One way to bring the backing resource of a layer about.</summary>
/// <param name="Name">The name by which it is chosen: embedded, installed, container, existing, azure or, of jobs and credentials, data.</param>
/// <param name="Add">Adds the resource under the given name; null when the services need none.</param>
internal sealed record Realization(
    string Name, Func<Deployment, string, IResourceBuilder<IResourceWithConnectionString>?> Add)
{
    public const string Embedded = "embedded";
    public const string Installed = "installed";
    public const string Container = "container";
    public const string Existing = "existing";
    public const string Azure = "azure";
    public const string Data = "data";

    /// <summary>The providers that services are told to use where this realization is not the mode's own; empty where they ship none for it.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>Where a setting says which providers fit, these go before <see cref="Chain"/>, also for the mode's own; otherwise null.</summary>
    public Func<Deployment, IReadOnlyList<string>>? ChooseChain { get; init; }

    /// <returns>Why it cannot be had, and what to do; null when it can.</returns>
    public string? Refusal(bool isRun, string setting, string connection) => (Name, isRun) switch
    {
        (Azure, true) => $"{setting}: azure is for published output, a run provisions nothing. Choose existing, and set ConnectionStrings:{connection} to the one that is there.",
        (Installed, false) => $"{setting}: installed is for a run, published output cannot count on a server of this machine. Choose container, existing or azure.",
        _ => null,
    };
}
