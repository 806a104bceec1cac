namespace DeploymentFlex.Services.Tests.Jobs;

/// <summary>What a handler was sent.</summary>
public sealed record HandlerCall(string Body, string Id, string Attempt, string TraceParent);
