namespace Aspire.Hosting.ApplicationModel;

/// <summary>One variable of a resource's environment; here the value of a secret is masked.</summary>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
