using System.Globalization;
using System.Numerics;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.ServiceDefaults.Http;

/// <summary>Reads numbers from a query, and says what is allowed where one is wrong.</summary>
public static class QueryNumbers
{
    /// <summary>The whole number under a name, or the default where it is not given.</summary>
    /// <exception cref="BadHttpRequestException">400: no number, or outside the bounds.</exception>
    public static T Number<T>(this IQueryCollection query, string name, T fallback, T min, T max)
        where T : struct, IBinaryInteger<T>
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.TryGetValue(name, out var text))
        {
            return fallback;
        }

        return T.TryParse(text.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new BadHttpRequestException($"'{name}' is '{text}'; it must be a whole number from {min} to {max}.");
    }
}
