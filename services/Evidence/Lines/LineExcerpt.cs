namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>The line of a hit as it is shown: as a whole, or what is around the hit where the line is long.</summary>
internal static class LineExcerpt
{
    private const int MaxLength = 4096;
    private const int Around = 1024;

    /// <param name="number">The line's number.</param>
    /// <param name="line">The line without its line feed, or as much of it as was read.</param>
    /// <param name="hit">Where the text starts in it, from 0.</param>
    /// <param name="length">How long the text is.</param>
    public static FindHit Of(long number, ReadOnlySpan<char> line, int hit, int length)
    {
        var mark = line is ['\uFEFF', ..] ? 1 : 0;
        var start = line.Length <= MaxLength ? mark : Math.Max(mark, hit - Around);
        var end = line.Length <= MaxLength ? line.Length : Math.Min(line.Length, hit + length + Around);
        return new FindHit(number, hit - mark + 1, line[start..end].TrimEnd('\r').ToString());
    }
}
