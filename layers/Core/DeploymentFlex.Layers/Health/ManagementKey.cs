using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Layers.Modes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Health;

/// <summary>Tells those who operate the deployment from others, by the key of <c>Management:ApiKey</c>.</summary>
public sealed class ManagementKey(DeploymentOptions deployment, IConfiguration configuration)
{
    /// <summary>The header that carries the key; <c>Authorization: Bearer</c> does as well, for programs that know nothing else.</summary>
    public const string Header = "X-Management-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Whether the request may see how the deployment is run: in development anybody may.</summary>
    public bool Admits(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!deployment.IsStrict)
        {
            return true;
        }

        var key = configuration["Management:ApiKey"];
        return !string.IsNullOrEmpty(key)
            && Given(request) is { } given
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(given));
    }

    private static string? Given(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out var given))
        {
            return given.ToString();
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..] : null;
    }
}
