namespace DeploymentFlex.Cli.Commands;

/// <summary>What <c>flex up</c> was asked for.</summary>
/// <param name="Mode"><see langword="null"/> leaves it to the environment and to the AppHost's default.</param>
/// <param name="Port">The gateway's port; <see langword="null"/> leaves it to the environment and to the AppHost's default.</param>
/// <param name="Detach">Return when everything is healthy.</param>
/// <param name="Json">Print the status as JSON.</param>
/// <param name="NoBuild">Start what is there.</param>
/// <param name="Watch">Renew services when their sources are saved.</param>
/// <param name="FailFast">Stop everything when one resource fails.</param>
internal sealed record UpOptions(string? Mode, ushort? Port, bool Detach, bool Json, bool NoBuild, bool Watch, bool FailFast)
{
    /// <summary>What was chosen to stand behind layers, as the AppHost's arguments.</summary>
    public IReadOnlyList<string> Realizations { get; init; } = [];
}
