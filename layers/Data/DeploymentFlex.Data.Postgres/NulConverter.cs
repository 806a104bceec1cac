using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DeploymentFlex.Data.Postgres;

/// <summary>
/// Keeps U+0000, which logs hold and PostgreSQL's text cannot, as two characters that begin with a private one; that
/// one itself is kept twice. Any other text is kept as it is.
/// </summary>
internal sealed class NulConverter() : ValueConverter<string, string>(static text => Keep(text), static kept => Restore(kept))
{
    private const string Mark = "\uF8FF";

    internal static string Keep(string text) =>
        text.AsSpan().ContainsAny('\0', Mark[0])
            ? text.Replace(Mark, Mark + Mark, StringComparison.Ordinal).Replace("\0", Mark + "0", StringComparison.Ordinal)
            : text;

    internal static string Restore(string kept) =>
        kept.Contains(Mark[0], StringComparison.Ordinal)
            ? string.Join(Mark, kept.Split(Mark + Mark).Select(static part => part.Replace(Mark + "0", "\0", StringComparison.Ordinal)))
            : kept;
}
