namespace DeploymentFlex.Services.Console.Backend;

/// <summary>One thing that happened to a case.</summary>
public sealed record TimelineEntry(DateTimeOffset At, string Kind, string Text);
