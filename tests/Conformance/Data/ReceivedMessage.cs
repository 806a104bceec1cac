namespace DeploymentFlex.Conformance.Data;

/// <summary>What a <see cref="Receiver"/> was sent.</summary>
public sealed record ReceivedMessage(string Key, string Body, string? ContentType, string TraceParent);
