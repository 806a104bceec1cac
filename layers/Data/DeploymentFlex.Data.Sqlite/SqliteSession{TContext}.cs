using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>An open connection, and contexts on it, one after the other.</summary>
internal sealed class SqliteSession<TContext>(
    SqliteConnection connection, DbContextOptions<TContext> options, Func<DbContextOptions<TContext>, TContext> create) : IDisposable
    where TContext : ServiceDbContext
{
    public SqliteConnection Connection => connection;

    public TContext CreateContext() => create(options);

    public void Dispose() => connection.Dispose();
}
