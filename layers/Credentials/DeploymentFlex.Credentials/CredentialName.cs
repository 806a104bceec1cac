using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DeploymentFlex.Credentials;

/// <summary>
/// Where a secret is: a namespace and a name in it, each of 1 to 100 of <c>A-Z a-z 0-9 . _ -</c>, and not <c>.</c> or
/// <c>..</c>, which would leave the namespace where names are paths.
/// </summary>
public readonly record struct CredentialName(string Namespace, string Name)
{
    private const int MaxLength = 100;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <exception cref="ArgumentException">It is not the name of a credential.</exception>
    public static void Check(CredentialName name)
    {
        if (!IsSegment(name.Namespace) || !IsSegment(name.Name))
        {
            throw new ArgumentException(
                $"'{name}' is not the name of a credential: namespace and name are 1 to {MaxLength} of A-Z, a-z, 0-9, '.', '_' and '-'.", nameof(name));
        }
    }

    /// <summary>Reads <c>namespace/name</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CredentialName name)
    {
        name = text?.Split('/') is [var first, var second] ? new CredentialName(first, second) : default;
        return IsSegment(name.Namespace) && IsSegment(name.Name);
    }

    /// <summary>Whether a text may be a namespace, or a name in one.</summary>
    public static bool IsSegment([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } and not "." and not ".." && !text.AsSpan().ContainsAnyExcept(s_allowed);

    public override string ToString() => $"{Namespace}/{Name}";
}
