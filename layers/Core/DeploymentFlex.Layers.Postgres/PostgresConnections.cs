using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using Npgsql;

namespace DeploymentFlex.Layers.Postgres;

/// <summary>Makes the pools of one schema: one that writes, and one whose sessions cannot.</summary>
public static class PostgresConnections
{
    // A call to a server that is cut off takes one to connect, a command, one more to say that it is over, and the wait for
    // that to be heard: no more than the ten seconds of a chain's call.
    private const int ConnectSeconds = 2;
    private const int CancelMilliseconds = 1_000;
    private const int HostRecheckSeconds = 1;

    /// <summary>The hosts that connections go to.</summary>
    /// <exception cref="FormatException">The URL or the connection string says something that is not known.</exception>
    public static IEnumerable<NamedEndpoint> EndpointsOf(PostgresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = ReadAddress(options);
        return (settings.Host ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(host => NamedEndpoint.Parse(host, settings.Port));
    }

    /// <param name="options">The database; validated.</param>
    /// <param name="section">The section that it was read from, for what is wrong with it.</param>
    /// <param name="schema">Where tables are looked for.</param>
    /// <param name="extensions">Where types of extensions are looked for besides; one that is not there is passed over.</param>
    /// <exception cref="SettingsException">The URL or the connection string says something that is not known.</exception>
    public static NpgsqlDataSource OpenWriter(PostgresOptions options, string section, string schema, params IReadOnlyList<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = Read(options, section, schema);
        settings.SearchPath = string.Join(',', [schema, .. extensions]);
        return Open(settings);
    }

    /// <inheritdoc cref="OpenWriter"/>
    public static NpgsqlDataSource OpenReader(PostgresOptions options, string section, string schema)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = Read(options, section, schema);
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on".Trim();
        return Open(settings);
    }

    private static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        return settings.Host!.Contains(',', StringComparison.Ordinal)
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Read(PostgresOptions options, string section, string schema)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = ReadAddress(options);
        }
        catch (FormatException error)
        {
            throw new SettingsException($"{section}: {error.Message}", error);
        }

        if (options.SslMode is { } mode)
        {
            settings.SslMode = Parse(mode);
        }

        settings.RootCertificate = options.CaFile ?? settings.RootCertificate;
        settings.Database ??= options.Database;
        settings.SearchPath = schema;
        settings.ApplicationName = $"deploymentflex-{schema}";
        settings.MaxPoolSize = options.PoolSize;
        settings.Timeout = ConnectSeconds;
        settings.CommandTimeout = (int)options.CommandTimeout.TotalSeconds;
        settings.CancellationTimeout = CancelMilliseconds;
        settings.KeepAlive = 30;
        settings.HostRecheckSeconds = HostRecheckSeconds;
        settings.Multiplexing = false;
        return settings;
    }

    private static NpgsqlConnectionStringBuilder ReadAddress(PostgresOptions options)
    {
        try
        {
            return options.Url is { } url ? ReadUrl(new Uri(url)) : options.Host is not null ? ReadParts(options) : new(options.ConnectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
#pragma warning disable MA0054 // The library's message may repeat the value, and with it a password.
            throw new FormatException($"{(options.Url is null ? "the connection string" : "Url")} has a setting that is not known.");
#pragma warning restore MA0054
        }
    }

    private static NpgsqlConnectionStringBuilder ReadParts(PostgresOptions options) => new()
    {
        Host = options.Host,
        Port = options.Port,
        Database = options.Database,
        Username = options.Username,
        Password = options.Password,
    };

    private static NpgsqlConnectionStringBuilder ReadUrl(Uri url)
    {
        var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port < 0 ? 5432 : url.Port,
            Database = url.AbsolutePath.Trim('/') is { Length: > 0 } database ? Uri.UnescapeDataString(database) : null,
            Username = Uri.UnescapeDataString(colon < 0 ? url.UserInfo : url.UserInfo[..colon]),
            Password = colon < 0 ? null : Uri.UnescapeDataString(url.UserInfo[(colon + 1)..]),
        };
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var key, var text] ? (key, Uri.UnescapeDataString(text)) : (pair, string.Empty);
            if (name is "sslmode")
            {
                settings.SslMode = Parse(value);
            }
            else
            {
                settings[name] = value;
            }
        }

        return settings;
    }

    private static SslMode Parse(string mode) => Enum.Parse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
