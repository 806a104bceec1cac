using System.Text;

namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>
/// The name of a file as its owner calls it. It is shown and handed back and never used as a path; a name that looks
/// like one is refused all the same, so that it does no harm where it is saved.
/// </summary>
public static class EvidenceName
{
    /// <summary>In UTF-8 bytes: the longest name that common file systems take.</summary>
    public const int MaxLength = 255;

    private const string Allowed =
        "A name is that of a file alone: 1 to 255 bytes in UTF-8, without folders ('/' or '\\'), drive letters and control characters, and not '.' or '..'.";

    /// <exception cref="BadHttpRequestException">400: the name is missing or not allowed; the message says what is.</exception>
    public static string Check(string? name)
    {
        var trimmed = name?.Trim();
        return trimmed switch
        {
            null or "" => throw Refuse("The name of the file is missing."),
            "." or ".." => throw Refuse($"The name '{trimmed}' is a folder."),
            _ when Encoding.UTF8.GetByteCount(trimmed) > MaxLength => throw Refuse("The name is too long."),
            _ when trimmed.Any(IsHidden) => throw Refuse("The name has a control character."),
            _ when HasPath(trimmed) => throw Refuse($"The name '{trimmed}' is a path."),
            _ => trimmed,
        };
    }

    private static bool HasPath(string name) =>
        name.AsSpan().IndexOfAny('/', '\\') >= 0
        || name.Contains("%2f", StringComparison.OrdinalIgnoreCase)
        || name.Contains("%5c", StringComparison.OrdinalIgnoreCase)
        || (name is [var drive, ':', ..] && char.IsAsciiLetter(drive));

    // Marks that turn the direction of writing make "exe.txt" of "txt.exe".
    private static bool IsHidden(char letter) =>
        char.IsControl(letter)
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    private static BadHttpRequestException Refuse(string what) => new($"{what} {Allowed}");
}
