namespace DeploymentFlex.ExternalApis;

/// <summary>What came back, and from which provider: <c>production</c>, <c>mock</c> or <c>noop</c>.</summary>
public sealed record ExternalAnswer(string Provider, int Status, ReadOnlyMemory<byte> Body);
