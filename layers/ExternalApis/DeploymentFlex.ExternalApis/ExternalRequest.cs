namespace DeploymentFlex.ExternalApis;

/// <summary>A call of a named API.</summary>
/// <param name="Api">The API's name in configuration, for example <c>embeddings</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the API's base address, with its query.</param>
/// <param name="Body">The body as JSON, or empty.</param>
/// <param name="IdempotencyKey">Makes a repeat of the same call safe, where the API heeds it; the same for each repeat by the caller.</param>
/// <param name="ChangesNothing">Whether the call asks only, although its method is none that does: to compute embeddings, say.</param>
public sealed record ExternalRequest(
    string Api, HttpMethod Method, string Path, ReadOnlyMemory<byte> Body, string? IdempotencyKey = null, bool ChangesNothing = false)
{
    /// <summary>Makes a repeat of the same call safe; null when nothing does.</summary>
    /// <exception cref="ArgumentException">It is not what a header takes: printable ASCII, and not blank at either end.</exception>
    public string? IdempotencyKey { get; init => field = Checked(value); } = Checked(IdempotencyKey);

    /// <summary>Whether the call may reach the API twice: by RFC 9110 section 9.2.2, or by what the caller says of it.</summary>
    public bool IsIdempotent => ChangesNothing || IdempotencyKey is not null
        || Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options || Method == HttpMethod.Put || Method == HttpMethod.Delete;

    private static string? Checked(string? key) => key is null || (key.Length > 0 && key.AsSpan().Trim().Length == key.Length && key.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        ? key
        : throw new ArgumentException("An idempotency key is 1 or more characters of printable ASCII, with no space at either end.", nameof(key));
}
