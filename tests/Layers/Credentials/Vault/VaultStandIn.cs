using System.Text.Json;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Credentials.Vault;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Credentials.Vault;

/// <summary>
/// The part of HashiCorp Vault's API that the provider uses, from its public description: KV version 2
/// (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2), token and AppRole.
/// </summary>
public sealed class VaultStandIn : StandIn, INamedServer
{
    public const string RoleId = "role-4711";
    public const string SecretId = "CANARY-secret-id";
    public const string Namespace = "team";

    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, List<Version>> _entries = new(StringComparer.Ordinal);
    private int _logins;

    public static string Product => "a stand-in of Vault's API";

    static string INamedServer.Version => "1";

    /// <summary>The tokens that are good, with how often each was renewed.</summary>
    public Dictionary<string, int> Tokens { get; } = new(StringComparer.Ordinal) { ["CANARY-root-token"] = 0 };

    public bool IsSealed { get; set; }

    /// <summary>What the time is to it, where it is not the machine's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How long a version lives that is written from now on (<c>delete_version_after</c>); null for ever.</summary>
    public TimeSpan? DeleteVersionAfter { get; set; }

    /// <summary>The ends of paths that no policy allows.</summary>
    public HashSet<string> Forbidden { get; } = new(StringComparer.Ordinal);

    /// <summary>A status to answer some paths with, by their ends.</summary>
    public Dictionary<string, int> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a role signed in.</summary>
    public int Logins => _logins;

    /// <summary>What a sign-in gives, in seconds.</summary>
    public int LeaseSeconds { get; set; } = 3600;

    public VaultOptions Options(bool role = false) => new()
    {
        Address = Address,
        CaFile = CaFile,
        Token = role ? null : "CANARY-root-token",
        RoleId = role ? RoleId : null,
        SecretId = role ? SecretId : null,
        VaultNamespace = Namespace,
        Mount = "kv",
        Prefix = "flex",
    };

    public VaultCredentialStore Open(VaultOptions? options = null, ManualTime? time = null) =>
        new(options ?? Options(), ServerHttp.CreateHandler(CaFile), (TimeProvider?)time ?? TimeProvider.System);

    protected override object Error(int status) => new { errors = new[] { $"status {status}" } };

    protected override (int Status, object? Body) Answer(HttpRequest request, JsonElement? body)
    {
        var path = request.Path.Value!;
        request.HttpContext.Response.Headers.Date = Time.GetUtcNow().ToString("R");
        if (path == "/v1/sys/health")
        {
            return (200, new { initialized = true, @sealed = IsSealed, standby = false, server_time_utc = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), version = "1.17.2" });
        }

        if (request.Headers["X-Vault-Request"] != "true" || request.Headers["X-Vault-Namespace"] != Namespace)
        {
            return Refuse($"{request.Method} {path}: without X-Vault-Request, or of another namespace");
        }

        if (Failures.FirstOrDefault(failure => path.EndsWith(failure.Key, StringComparison.Ordinal)) is { Value: > 0 } failure)
        {
            return (failure.Value, Error(failure.Value));
        }

        if (path == "/v1/auth/approle/login")
        {
            return Login(body);
        }

        var token = request.Headers["X-Vault-Token"].ToString();
        if (IsSealed)
        {
            return (503, Error(503));
        }

        return !Tokens.ContainsKey(token) || Forbidden.Any(end => path.EndsWith(end, StringComparison.Ordinal))
            ? (403, new { errors = new[] { "permission denied" } })
            : path.Split('/') switch
            {
                ["", "v1", "auth", "token", "lookup-self"] when request.Method is "GET" => (200, new { data = new { ttl = LeaseSeconds, renewable = true } }),
                ["", "v1", "auth", "token", "renew-self"] when request.Method is "POST" => Renew(token),
                ["", "v1", "kv", "metadata", .. var rest] when request.Method is "LIST" => List(string.Join('/', rest)),
                ["", "v1", "kv", var verb, "flex", var @namespace, var name] => Entry(request, verb, $"flex/{@namespace}/{name}", body),
                _ => Refuse($"{request.Method} {path}: is not in the API"),
            };
    }

    private (int, object?) Login(JsonElement? body)
    {
        if (!Has(body, "role_id", "secret_id"))
        {
            return Refuse("login: not the members that it takes");
        }

        if (body!.Value.GetProperty("role_id").GetString() != RoleId || body.Value.GetProperty("secret_id").GetString() != SecretId)
        {
            return (400, new { errors = new[] { "invalid role or secret ID" } });
        }

        var token = $"CANARY-role-token-{++_logins}";
        Tokens[token] = 0;
        return (200, new { auth = new { client_token = token, lease_duration = LeaseSeconds, renewable = true } });
    }

    private (int, object?) Renew(string token)
    {
        Tokens[token]++;
        return (200, new { auth = new { client_token = token, lease_duration = LeaseSeconds, renewable = true } });
    }

    private (int, object?) Entry(HttpRequest request, string verb, string path, JsonElement? body)
    {
        var versions = _entries.GetValueOrDefault(path);
        switch (request.Method, verb)
        {
            case ("GET", "data"):
                var number = int.TryParse(request.Query["version"], out var asked) ? asked : versions?.Count ?? 0;
                if (versions is null || number < 1 || number > versions.Count)
                {
                    return (404, new { errors = Array.Empty<string>() });
                }

                var found = versions[number - 1];
                var isLive = !(found.DeletedAt < Time.GetUtcNow());
                return (isLive ? 200 : 404, new { data = new { data = isLive ? found.Data : (JsonElement?)null, metadata = found.Describe() } });

            case ("POST", "data"):
                if (!Has(body, "data") || body!.Value.GetProperty("data").ValueKind is not JsonValueKind.Object)
                {
                    return Refuse("write: the body is { data: { … } }");
                }

                versions ??= _entries[path] = [];
                versions.Add(new Version(versions.Count + 1, body.Value.GetProperty("data"), s_start.AddSeconds(versions.Count)) { DeletedAt = Time.GetUtcNow() + DeleteVersionAfter });
                return (200, new { data = versions[^1].Describe() });

            case ("POST", "delete" or "undelete"):
                if (!Has(body, "versions") || versions is null)
                {
                    return Refuse($"{verb}: the body is {{ versions: [ … ] }}");
                }

                foreach (var version in body!.Value.GetProperty("versions").EnumerateArray())
                {
                    versions[version.GetInt32() - 1].DeletedAt = verb is "delete" ? Time.GetUtcNow() : null;
                }

                return (204, null);

            case ("GET", "metadata"):
                return versions is null
                    ? (404, new { errors = Array.Empty<string>() })
                    : (200, new { data = new { current_version = versions.Count, versions = versions.ToDictionary(static version => version.Number.ToString(), static version => version.Describe()) } });

            default:
                return Refuse($"{request.Method} {verb}: is not in the API");
        }
    }

    private (int, object?) List(string folder)
    {
        var keys = _entries.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
            .Select(path => path[(folder.Length + 1)..])
            .Select(static rest => rest.Contains('/') ? rest[..(rest.IndexOf('/') + 1)] : rest)
            .Distinct().ToList();
        return keys.Count == 0 ? (404, new { errors = Array.Empty<string>() }) : (200, new { data = new { keys } });
    }

    private sealed class Version(int number, JsonElement data, DateTimeOffset createdAt)
    {
        public int Number => number;

        public JsonElement Data => data;

        public DateTimeOffset? DeletedAt { get; set; }

        public object Describe() => new { version = number, created_time = createdAt, deletion_time = DeletedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'12Z'") ?? "", destroyed = false };
    }
}
