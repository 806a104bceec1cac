using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Gateway;

/// <summary>
/// Answers 429 to a client that asks for more than its bucket holds. The buckets are in the cache, so that all instances
/// share them; where no cache is left, requests pass and their answers say so.
/// </summary>
internal sealed class ClientLimits(RequestDelegate next, IOptions<GatewayOptions> options)
{
    private readonly RateLimitOptions _limits = options.Value.RateLimit;
    private readonly TokenBucket _bucket = options.Value.RateLimit.Bucket;

    /// <param name="context">The request.</param>
    /// <param name="cache">Asked for with each request: verbs of the gateway must come as far as to say what is wrong with its settings.</param>
    public async Task InvokeAsync(HttpContext context, ICache cache)
    {
        if (!_limits.Enabled || await TakeAsync(context, cache) is { IsGranted: true } or null)
        {
            await next(context);
        }
    }

    /// <returns>The grant; null where nobody could be asked. One that is no grant has been answered.</returns>
    private async ValueTask<TokenGrant?> TakeAsync(HttpContext context, ICache cache)
    {
        TokenGrant grant;
        try
        {
            grant = await cache.TakeAsync($"gateway:limit:{NameOf(context.Connection.RemoteIpAddress)}", _bucket, context.RequestAborted);
        }
        catch (LayerUnavailableException)
        {
            Degradation.Note("cache", "none");
            return null;
        }

        if (!grant.IsGranted)
        {
            var seconds = (int)Math.Ceiling(grant.RetryAfter.TotalSeconds);
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await TypedResults.Problem(
                $"This client may send {_limits.RequestsPerMinute} requests a minute and {_limits.Burst} at once. Try again in {seconds} s.",
                statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
        }

        return grant;
    }

    /// <summary>Who is counted as one client: an IPv4 address, or the /64 network that a client of IPv6 has for itself.</summary>
    private static string NameOf(IPAddress? address)
    {
        if (address is null)
        {
            return "local";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8))
            : plain.ToString();
    }
}
