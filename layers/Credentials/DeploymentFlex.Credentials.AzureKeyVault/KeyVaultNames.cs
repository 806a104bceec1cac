using System.Globalization;
using System.Text;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>
/// Writes a credential's name as a secret's in the vault, which has letters, digits and dashes only and does not tell
/// capitals from small letters. Two dashes stand between namespace and name; three with two hexadecimal digits for any other
/// character, for a capital letter, and for a dash that is beside one of these.
/// </summary>
internal static class KeyVaultNames
{
    private const int MaxLength = 127;
    private const string Between = "--";
    private const string Escape = "---";

    /// <exception cref="ArgumentException">The name is none, or too long for a vault.</exception>
    public static string Write(CredentialName name)
    {
        CredentialName.Check(name);
        var written = Join(name);
        return written.Length <= MaxLength
            ? written
            : throw new ArgumentException($"'{name}' is too long for a key vault: it is '{written}' there, of {written.Length} characters, and {MaxLength} are allowed.", nameof(name));
    }

    /// <summary>The credential that a secret of the vault is; null for one that others put there.</summary>
    public static CredentialName? Read(string secret)
    {
        var at = FindBetween(secret);
        return at > 0 && Unescape(secret[..at]) is { } first && Unescape(secret[(at + Between.Length)..]) is { } second
            && new CredentialName(first, second) is var name && CredentialName.IsSegment(first) && CredentialName.IsSegment(second)
            && string.Equals(Join(name), secret, StringComparison.Ordinal)
                ? name
                : null;
    }

    private static string Join(CredentialName name) => $"{Write(name.Namespace)}{Between}{Write(name.Name)}";

    private static string Write(string segment)
    {
        var written = new StringBuilder();
        for (var i = 0; i < segment.Length; i++)
        {
            var isDash = segment[i] is '-' && IsPlain(segment, i - 1) && IsPlain(segment, i + 1);
            if (isDash || IsPlain(segment, i))
            {
                written.Append(segment[i]);
            }
            else
            {
                written.Append(CultureInfo.InvariantCulture, $"{Escape}{(int)segment[i]:x2}");
            }
        }

        return written.ToString();
    }

    // The first run of two dashes, or of five: then an escape follows.
    private static int FindBetween(string secret)
    {
        for (var i = 0; i < secret.Length; i++)
        {
            var run = 0;
            while (i + run < secret.Length && secret[i + run] is '-')
            {
                run++;
            }

            if (run is 2 or 5)
            {
                return i;
            }

            // The digits of an escape are no dashes.
            i += run;
        }

        return -1;
    }

    private static string? Unescape(string text)
    {
        var segment = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!text.AsSpan(i).StartsWith(Escape, StringComparison.Ordinal))
            {
                segment.Append(text[i]);
            }
            else if (i + 5 <= text.Length && byte.TryParse(text.AsSpan(i + 3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                segment.Append((char)code);
                i += 4;
            }
            else
            {
                return null;
            }
        }

        return segment.ToString();
    }

    private static bool IsPlain(string segment, int i) => i >= 0 && i < segment.Length && (char.IsAsciiLetterLower(segment[i]) || char.IsAsciiDigit(segment[i]));
}
