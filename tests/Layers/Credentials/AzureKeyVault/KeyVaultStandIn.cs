using System.Text.Json;
using Azure.Core;
using DeploymentFlex.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;

/// <summary>
/// The part of Azure Key Vault's API that the SDK's client for secrets uses, from its public description
/// (https://learn.microsoft.com/rest/api/keyvault/secrets): names without case, soft deletion, pages, a token for each request.
/// </summary>
public sealed class KeyVaultStandIn : StandIn, INamedServer
{
    private const string Bearer = "CANARY-access-token";
    private const int PageSize = 25;

    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, List<Version>> _secrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Version>> _deleted = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (Dictionary<string, List<Version>> To, List<Version> Versions, int Left)> _moving = new(StringComparer.OrdinalIgnoreCase);
    private int _made;

    public static string Product => "a stand-in of Key Vault's API";

    static string INamedServer.Version => "7.6";

    public KeyVaultOptions Options => new() { VaultUri = Address, CaFile = CaFile };

    /// <summary>How many requests for a secret come before its deletion or recovery is done, which the service does in the background.</summary>
    public int Delay { get; set; }

    /// <summary>Secrets that nobody may read: they are disabled, say.</summary>
    public HashSet<string> Forbidden { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the identity may list the vault.</summary>
    public bool MayList { get; set; } = true;

    public KeyVaultCredentialStore Open() => Open(TimeSpan.FromMinutes(1));

    public KeyVaultCredentialStore Open(TimeSpan patience) => new(Options, ServerHttp.CreateHandler(CaFile), new Identity(), anyDomain: true, patience);

    /// <summary>Puts a secret there as another program would: without our tag.</summary>
    public void Put(string name, string value) => Add(name, value, tags: null);

    protected override object Error(int status) => Error(status switch { 429 => "Throttled", 404 => "SecretNotFound", 409 => "Conflict", _ => "Failure" });

    protected override (int Status, object? Body) Answer(HttpRequest request, JsonElement? body)
    {
        if (request.Headers.Authorization.Count == 0)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000\", resource=\"https://vault.azure.net\"";
            return (401, Error("Unauthorized"));
        }

        if (request.Headers.Authorization != $"Bearer {Bearer}" || string.IsNullOrEmpty(request.Query["api-version"]))
        {
            return Refuse($"{request.Method} {request.Path}: without the token, or without api-version");
        }

        var path = request.Path.Value!.Trim('/').Split('/');
        if (path.Length > 1)
        {
            GoOn(path[1]);
        }

        return (request.Method, path) switch
        {
            ("GET", ["secrets"]) when !MayList => (403, Error("Forbidden")),
            ("GET", ["secrets", var name]) when Forbidden.Contains(name) => (403, Error("Forbidden")),
            ("GET", ["secrets"]) => Page(request, [.. _secrets.OrderBy(static item => item.Key, StringComparer.Ordinal).Select(static item => item.Value[^1])], withVersion: false),
            ("GET", ["secrets", var name, "versions"]) => Page(request, _secrets.GetValueOrDefault(name) ?? [], withVersion: true),
            ("GET", ["secrets", var name]) => Find(_secrets, name, version: null),
            ("GET", ["secrets", var name, var version]) => Find(_secrets, name, version),
            ("PUT", ["secrets", var name]) => Set(name, body),
            ("DELETE", ["secrets", var name]) => Move(_secrets, _deleted, name),
            ("GET", ["deletedsecrets", var name]) => Find(_deleted, name, version: null),
            ("POST", ["deletedsecrets", var name, "recover"]) => Move(_deleted, _secrets, name),
            _ => Refuse($"{request.Method} {request.Path}: is not in the API"),
        };
    }

    private static object Error(string code) => new { error = new { code, message = $"{code}." } };

    private (int, object?) Set(string name, JsonElement? body)
    {
        var isName = name.Length is >= 1 and <= 127 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');
        if (!isName || body is not { } content || !content.TryGetProperty("value", out var value) || value.GetString() is not { Length: > 0 and <= 25_000 } text)
        {
            return Refuse($"PUT {name}: not a name, or not a value");
        }

        if (_deleted.ContainsKey(name) || _moving.ContainsKey(name))
        {
            return (409, new { error = new { code = "Conflict", message = "The secret is deleted but recoverable.", innererror = new { code = "ObjectIsDeletedButRecoverable" } } });
        }

        var tags = content.TryGetProperty("tags", out var given) ? JsonSerializer.Deserialize<Dictionary<string, string>>(given) : null;
        return (200, Describe(Add(name, text, tags), withValue: true, withVersion: true));
    }

    private Version Add(string name, string value, Dictionary<string, string>? tags)
    {
        var versions = _secrets.TryGetValue(name, out var known) ? known : _secrets[name] = [];

        // Times have whole seconds, as the service's.
        versions.Add(new Version(name, Guid.NewGuid().ToString("N"), value, s_start.AddSeconds(_made++ / 4), tags));
        return versions[^1];
    }

    private (int, object?) Find(Dictionary<string, List<Version>> secrets, string name, string? version) =>
        secrets.TryGetValue(name, out var versions) && versions.FindLast(item => string.IsNullOrEmpty(version) || item.Id == version) is { } found
            ? (200, Describe(found, withValue: ReferenceEquals(secrets, _secrets), withVersion: true))
            : (404, Error(404));

    private (int, object?) Move(Dictionary<string, List<Version>> from, Dictionary<string, List<Version>> to, string name)
    {
        if (!from.Remove(name, out var versions))
        {
            return (404, Error(404));
        }

        _moving[name] = (to, versions, Delay);
        GoOn(name);
        return (200, Describe(versions[^1], withValue: false, withVersion: true));
    }

    // What is moved is in neither place for so many requests.
    private void GoOn(string name)
    {
        if (!_moving.Remove(name, out var move))
        {
            return;
        }

        if (move.Left == 0)
        {
            move.To[name] = move.Versions;
        }
        else
        {
            _moving[name] = move with { Left = move.Left - 1 };
        }
    }

    private (int, object?) Page(HttpRequest request, IReadOnlyList<Version> all, bool withVersion)
    {
        var skip = int.TryParse(request.Query["$skiptoken"], out var given) ? given : 0;
        var next = skip + PageSize < all.Count ? $"{Address.GetLeftPart(UriPartial.Authority)}{request.Path}?api-version={request.Query["api-version"]}&$skiptoken={skip + PageSize}" : null;
        return (200, new { value = all.Skip(skip).Take(PageSize).Select(item => Describe(item, withValue: false, withVersion)), nextLink = next });
    }

    private Dictionary<string, object?> Describe(Version version, bool withValue, bool withVersion)
    {
        var id = $"{Address.GetLeftPart(UriPartial.Authority)}/secrets/{version.Name}" + (withVersion ? $"/{version.Id}" : "");
        var seconds = version.CreatedAt.ToUnixTimeSeconds();
        var answer = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["attributes"] = new { enabled = true, created = seconds, updated = seconds, recoveryLevel = "Recoverable+Purgeable" },
            ["recoveryId"] = $"{Address.GetLeftPart(UriPartial.Authority)}/deletedsecrets/{version.Name}",
        };
        if (version.Tags is not null)
        {
            answer["tags"] = version.Tags;
        }

        if (withValue)
        {
            answer["value"] = version.Value;
        }

        return answer;
    }

    private sealed record Version(string Name, string Id, string Value, DateTimeOffset CreatedAt, Dictionary<string, string>? Tags);

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Bearer, DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
