using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DeploymentFlex.ServiceDefaults.Http;

/// <summary>The conditions that a request names by entity tags (RFC 9110, section 13).</summary>
public static class Preconditions
{
    /// <summary>Whether <c>If-Match</c> is absent or names the current tag.</summary>
    /// <exception cref="BadHttpRequestException">400: the header is no list of quoted tags.</exception>
    public static bool IfMatchHolds(this HttpRequest request, EntityTagHeaderValue current)
    {
        ArgumentNullException.ThrowIfNull(request);
        return StringValues.IsNullOrEmpty(request.Headers.IfMatch)
            || Parse(request.Headers.IfMatch, HeaderNames.IfMatch)
                .Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: true));
    }

    /// <summary>Whether <c>If-None-Match</c> names the current tag, so that a read is answered with 304.</summary>
    /// <exception cref="BadHttpRequestException">400: the header is no list of quoted tags.</exception>
    public static bool IsNotModified(this HttpRequest request, EntityTagHeaderValue current)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !StringValues.IsNullOrEmpty(request.Headers.IfNoneMatch)
            && Parse(request.Headers.IfNoneMatch, HeaderNames.IfNoneMatch)
                .Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }

    private static IList<EntityTagHeaderValue> Parse(StringValues values, string header) =>
        EntityTagHeaderValue.TryParseStrictList([.. values.OfType<string>()], out var tags)
            ? tags
            : throw new BadHttpRequestException($"{header} is '{values}'; it must be a list of quoted entity tags as an ETag header gives them, or *.");
}
