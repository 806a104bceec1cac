namespace DeploymentFlex.Files;

/// <summary>What holds of the part of a file that is asked for, whichever provider keeps it.</summary>
public static class ReadRange
{
    /// <summary>Refuses what can be no part of any file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset or the length is negative.</exception>
    public static void Check(long offset, long? length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
    }

    /// <summary>How many bytes of a file are in the part: all from the offset, or at most so many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part begins behind the file's end.</exception>
    public static long Fit(long size, long offset, long? length)
    {
        var rest = size - offset;
        return rest >= 0
            ? Math.Min(rest, length ?? rest)
            : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"The file has only {size} bytes.");
    }
}
