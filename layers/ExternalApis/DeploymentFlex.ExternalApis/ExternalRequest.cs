namespace DeploymentFlex.ExternalApis;

/// <summary>A call of a named API.</summary>
/// <param name="Api">The API's name in configuration, for example <c>embeddings</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the API's base address.</param>
/// <param name="Body">The body as JSON, or empty.</param>
/// <param name="IdempotencyKey">Makes a repeat of the same call safe; null where the method already is.</param>
public sealed record ExternalRequest(
    string Api, HttpMethod Method, string Path, ReadOnlyMemory<byte> Body, string? IdempotencyKey = null);
