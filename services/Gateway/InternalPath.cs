namespace DeploymentFlex.Services.Gateway;

/// <summary>Knows the paths that are for services alone, however they are written.</summary>
internal static class InternalPath
{
    private const string Internal = "internal";
    private const int MaxDecodings = 4;

    /// <summary>
    /// Whether a path, as any server behind may come to read it, begins with the segment <c>internal</c>: in any case,
    /// encoded once or more often, with doubled or turned slashes, or by way of dot segments.
    /// </summary>
    public static bool Matches(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        for (var i = 0; i <= MaxDecodings; i++)
        {
            if (IsFirstSegment(path))
            {
                return true;
            }

            var decoded = Uri.UnescapeDataString(path);
            if (decoded == path)
            {
                return false;
            }

            path = decoded;
        }

        // Encoded that often it means no good.
        return true;
    }

    private static bool IsFirstSegment(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/', '\\'))
        {
            switch (segment)
            {
                case "" or ".":
                    break;
                case "..":
                    segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
                    break;
                default:
                    segments.Add(segment);
                    break;
            }
        }

        return segments is [var first, ..] && first.Trim().Equals(Internal, StringComparison.OrdinalIgnoreCase);
    }
}
