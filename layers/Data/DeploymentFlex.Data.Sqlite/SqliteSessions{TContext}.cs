using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Makes the sessions of one database file.</summary>
internal sealed class SqliteSessions<TContext>(string path, IServiceProvider services)
    where TContext : ServiceDbContext
{
    private static readonly ObjectFactory<TContext> s_create =
        ActivatorUtilities.CreateFactory<TContext>([typeof(DbContextOptions<TContext>)]);

    public SqliteSession<TContext> OpenWriter() => Create(SqliteConnections.OpenWriter(path), QueryTrackingBehavior.TrackAll);

    public SqliteSession<TContext> OpenReader() => Create(SqliteConnections.OpenReader(path), QueryTrackingBehavior.NoTracking);

    private SqliteSession<TContext> Create(SqliteConnection connection, QueryTrackingBehavior tracking)
    {
        var options = new DbContextOptionsBuilder<TContext>()
            .UseSqlite(connection)
            .UseQueryTrackingBehavior(tracking)
            .UseLoggerFactory(services.GetService<ILoggerFactory>())
            .ConfigureWarnings(static warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)))
            .ReplaceService<IMigrationsSqlGenerator, SqliteSchemaSql>()
            .Options;
        return new SqliteSession<TContext>(connection, options, chosen => s_create(services, [chosen]));
    }
}
