namespace DeploymentFlex.Services.Console.Backend;

/// <summary>The part of RFC 9457 problem details that the console shows.</summary>
internal sealed record ProblemBody(string? Title, string? Detail, string? TraceId);
