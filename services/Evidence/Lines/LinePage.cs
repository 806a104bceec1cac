namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Lines as they are answered; <paramref name="End"/> is true when none follow.</summary>
public sealed record LinePage(long From, IReadOnlyList<LineAnswer> Lines, long? Total, bool End);
