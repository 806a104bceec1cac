using System.Buffers;

namespace DeploymentFlex.Files;

/// <summary>What a key may be; every provider refuses the same ones.</summary>
public static class FileKey
{
    /// <summary>The most segments that a key has.</summary>
    public const int MaxSegments = 8;

    /// <summary>The most characters that a segment has.</summary>
    public const int MaxSegmentLength = 100;

    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Refuses a key that is not one to eight good segments joined by slashes.</summary>
    /// <exception cref="ArgumentException">It says which segment is wrong, and what is allowed.</exception>
    public static void Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Check(key, nameof(key), lastMayBeOpen: false);
    }

    /// <summary>Refuses a text that no key begins with; an empty one begins every key.</summary>
    /// <exception cref="ArgumentException">It says which segment is wrong, and what is allowed.</exception>
    public static void CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Check(prefix, nameof(prefix), lastMayBeOpen: true);
    }

    private static void Check(string text, string name, bool lastMayBeOpen)
    {
        var number = 0;
        foreach (var range in text.AsSpan().Split('/'))
        {
            number++;
            var segment = text.AsSpan(range);
            var isOpen = lastMayBeOpen && range.End.Value == text.Length && segment.IsEmpty;
            if (!isOpen && !IsSegment(segment))
            {
                throw Wrong(name, $"segment {number} is not");
            }
        }

        if (number > MaxSegments)
        {
            throw Wrong(name, $"there are {number}");
        }
    }

    private static bool IsSegment(ReadOnlySpan<char> segment) =>
        segment is { IsEmpty: false, Length: <= MaxSegmentLength } && segment[0] != '.' && !segment.ContainsAnyExcept(s_allowed);

    private static ArgumentException Wrong(string name, string what) =>
        new($"A {name} of files is one to {MaxSegments} segments joined by slashes, each of 1 to {MaxSegmentLength} characters "
            + $"out of a-z, 0-9, '.', '_' and '-' that do not start with a dot; here {what}.", name);
}
