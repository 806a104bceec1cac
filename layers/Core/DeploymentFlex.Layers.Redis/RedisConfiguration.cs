using System.Globalization;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Tls;
using StackExchange.Redis;

namespace DeploymentFlex.Layers.Redis;

/// <summary>Makes the client library's options of ours. The chain retries and bounds calls in time, so the client does neither.</summary>
internal static class RedisConfiguration
{
    private const int ConnectMilliseconds = 2_000;
    private const int DefaultPort = 6_379;

    // The library's own map for sentinels leaves the sign-in out in older versions.
    private static readonly HashSet<string> s_sentinelCommands = new(StringComparer.OrdinalIgnoreCase)
    {
        "AUTH", "PING", "INFO", "SENTINEL", "SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE",
    };

    /// <summary>Where connections go: the server's endpoints, or the sentinels'.</summary>
    /// <exception cref="FormatException">The connection string says something that is not known, or the user cannot sign in.</exception>
    public static IEnumerable<NamedEndpoint> EndpointsOf(RedisOptions options)
    {
        var server = Server(options);
        return (options.Mode is RedisMode.Sentinel ? Sentinels(options) : server).EndPoints
            .Select(NamedEndpoint.From)
            .Select(static endpoint => endpoint.Port > 0 ? endpoint : new NamedEndpoint(endpoint.Host, DefaultPort));
    }

    /// <summary>For the server that is set, or for a master that the sentinels named.</summary>
    public static ConfigurationOptions ForServer(RedisOptions options, string? master = null)
    {
        var client = Server(options);
        if (master is not null)
        {
            client.EndPoints.Clear();
            client.EndPoints.Add(master);
        }

        // A replica that was once the master must not be taken for it: the sentinels decide, not a key.
        client.TieBreaker = string.Empty;
        return Complete(client, options.CaFile);
    }

    public static ConfigurationOptions ForSentinels(RedisOptions options) => Complete(Sentinels(options), options.CaFile);

    private static ConfigurationOptions Server(RedisOptions options)
    {
        var client = new ConfigurationOptions();
        if (options.Url is not null)
        {
            ReadUrl(new Uri(options.Url), client);
        }
        else if (options.Host is not null || options.Mode is RedisMode.Sentinel)
        {
            client.EndPoints.Add(options.Host ?? "localhost", options.Port);
            client.Password = options.Password;
            client.Ssl = options.Tls;
            client.DefaultDatabase = options.Database;
            RedisClient.SetUser(client, options.User);
        }
        else
        {
            client = Parse(options.ConnectionString!);
        }

        return client;
    }

    private static ConfigurationOptions Parse(string connectionString)
    {
        try
        {
            return ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException)
        {
#pragma warning disable MA0054 // The library's message may repeat the value, and with it a password.
            throw new FormatException("the connection string has a setting that is not known. It is written as host:port,password=…");
#pragma warning restore MA0054
        }
    }

    private static ConfigurationOptions Sentinels(RedisOptions options)
    {
        var client = new ConfigurationOptions
        {
            CommandMap = CommandMap.Create(s_sentinelCommands),
            TieBreaker = string.Empty,
            Password = options.SentinelPassword,
            Ssl = options.Tls,
        };
        foreach (var host in RedisOptions.Words(options.SentinelHosts))
        {
            client.EndPoints.Add(host.Contains(':', StringComparison.Ordinal) ? host : $"{host}:26379");
        }

        return client;
    }

    private static ConfigurationOptions Complete(ConfigurationOptions client, string? caFile)
    {
        client.AbortOnConnectFail = true;
        client.ConnectRetry = 1;
        client.ConnectTimeout = ConnectMilliseconds;
        client.ClientName = "deploymentflex";
        RedisClient.Complete(client);
        if (caFile is not null)
        {
            var authorities = CertificateAuthorities.FromFile(caFile);
            client.CertificateValidation += (_, certificate, _, errors) => authorities.HaveSigned(certificate, errors);
        }

        return client;
    }

    private static void ReadUrl(Uri url, ConfigurationOptions client)
    {
        client.EndPoints.Add(url.Host, url.Port < 0 ? DefaultPort : url.Port);
        client.Ssl = url.Scheme is "rediss";
        if (int.TryParse(url.AbsolutePath.Trim('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var database))
        {
            client.DefaultDatabase = database;
        }

        var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
        client.Password = Uri.UnescapeDataString(url.UserInfo[(colon + 1)..]) is { Length: > 0 } password ? password : null;
        RedisClient.SetUser(client, colon > 0 ? Uri.UnescapeDataString(url.UserInfo[..colon]) : null);
    }
}
