namespace DeploymentFlex.Services.Evidence.Clients;

/// <summary>An entry of a case's timeline as the cases service takes it.</summary>
public sealed record TimelineMessage(Guid Id, string Kind, string Text);
