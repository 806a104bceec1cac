using Microsoft.Net.Http.Headers;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>The part of a file that a request asks for (RFC 9110, section 14).</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Status">200 for the whole file, 206 for a part, 416 where there is no such part.</param>
internal readonly record struct ByteRange(long Offset, long Length, int Status)
{
    /// <summary>
    /// A range of another unit, several ranges, and a range of a file that is no longer the one <c>If-Range</c> names are
    /// ignored, as the standard allows or demands; one of bytes that is malformed or behind the end is refused.
    /// </summary>
    public static ByteRange Of(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset modified, long size)
    {
        var whole = new ByteRange(0, size, StatusCodes.Status200OK);
        var text = request.Headers.Range.ToString();
        if (!HttpMethods.IsGet(request.Method) || !text.TrimStart().StartsWith("bytes", StringComparison.OrdinalIgnoreCase) || !IsSame(request, tag, modified))
        {
            return whole;
        }

        if (!RangeHeaderValue.TryParse(text, out var range))
        {
            return Refused;
        }

        return range.Ranges.Count > 1 ? whole : Of(range.Ranges.Single(), size);
    }

    private static ByteRange Refused => new(0, 0, StatusCodes.Status416RangeNotSatisfiable);

    private static ByteRange Of(RangeItemHeaderValue range, long size)
    {
        var from = range.From ?? Math.Max(0, size - range.To!.Value);
        var to = range.From is null ? size - 1 : Math.Min(range.To ?? long.MaxValue, size - 1);
        return from > to ? Refused : new ByteRange(from, to - from + 1, StatusCodes.Status206PartialContent);
    }

    private static bool IsSame(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset modified)
    {
        var text = request.Headers.IfRange.ToString();
        if (text.Length == 0)
        {
            return true;
        }

        return RangeConditionHeaderValue.TryParse(text, out var condition)
            && (condition.EntityTag?.Compare(tag, useStrongComparison: true) ?? condition.LastModified == modified);
    }
}
