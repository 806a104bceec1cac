using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Postgres;

/// <summary>Where the settings of a layer name no server, it is that of a connection string, else the one of the data layer.</summary>
public static class PostgresFallback
{
    /// <param name="options">The layer's settings; what they lack is filled in.</param>
    /// <param name="context">The layer's provider.</param>
    /// <param name="configuration">All settings.</param>
    /// <param name="connection">The connection string's name, below <c>ConnectionStrings</c>.</param>
    public static void FindServer(PostgresOptions options, ProviderContext context, IConfiguration configuration, string connection)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        if (NamesServer(options))
        {
            return;
        }

        options.ConnectionString = configuration.GetConnectionString(connection);
        var data = context with { Settings = configuration.GetSection($"Layers:{Layer.Data}:postgres") };
        var known = configuration.GetConnectionString("data");
        if (!NamesServer(options) && (data.Settings.Exists() || known is not null))
        {
            ConnectAs(options, data.Bind<PostgresOptions>(other => other.ConnectionString ??= known));
        }
    }

    private static bool NamesServer(PostgresOptions options) => options.Url is not null || options.Host is not null || options.ConnectionString is not null;

    private static void ConnectAs(PostgresOptions options, PostgresOptions other)
    {
        options.Url = other.Url;
        options.ConnectionString = other.ConnectionString;
        options.Host = other.Host;
        options.Port = other.Port;
        options.Database = other.Database;
        options.Username = other.Username;
        options.Password = other.Password;
        options.SslMode ??= other.SslMode;
        options.CaFile ??= other.CaFile;
    }
}
