using DeploymentFlex.Layers.Checks;
using StackExchange.Redis;

namespace DeploymentFlex.Layers.Redis;

/// <summary>Looks at what a layer needs of its server, from the way there to the clock.</summary>
/// <param name="options">The server; validated.</param>
/// <param name="section">The section that it was read from, for what to do next.</param>
/// <param name="connection">The connection to it.</param>
/// <param name="time">This machine's clock.</param>
public sealed class RedisExam(RedisOptions options, string section, RedisConnection connection, TimeProvider time)
{
    private static readonly TimeSpan s_toLive = TimeSpan.FromSeconds(10);

    // The first with ACL users.
    private static readonly Version s_oldest = new(6, 0);

    /// <summary>Adds what it saw. Nothing is left on the server.</summary>
    /// <returns>The server, to look at more; null where the rest can only fail for the same reason.</returns>
    public async ValueTask<IDatabase?> RunAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (!await ReachAsync(checks, cancellationToken))
        {
            return null;
        }

        IDatabase? database = null;
        var isIn = await checks.RunAsync(
            CheckNames.Credentials,
            $"Correct User, Password or Tls of {section}.",
            async token =>
            {
                database = await connection.GetAsync(token);
                await database.PingAsync().WaitAsync(token);
                return options.User is { } user ? $"accepted as {user}" : "accepted";
            },
            cancellationToken);
        if (!isIn)
        {
            return null;
        }

        await checks.RunAsync(
            CheckNames.Permissions,
            $"Let the user read, write and delete keys that begin with '{options.Prefix}' (ACL SETUSER … ~{options.Prefix}* +@all).",
            async token =>
            {
                var key = (RedisKey)$"{options.Prefix}doctor:{Guid.NewGuid():N}";
                await database!.StringSetAsync(key, "1", s_toLive).WaitAsync(token);
                await database.StringGetAsync(key).WaitAsync(token);
                await database.KeyDeleteAsync(key).WaitAsync(token);
                return $"writes, reads and deletes {options.Prefix}*";
            },
            cancellationToken);
        await AskServerAsync(checks, database!, cancellationToken);
        return database;
    }

    private async ValueTask<bool> ReachAsync(CheckList checks, CancellationToken cancellationToken)
    {
        if (options.Mode is RedisMode.Sentinel)
        {
            return await checks.RunAsync(
                CheckNames.Reachable,
                $"Start the sentinels and the master, or correct {section}:SentinelHosts and MasterSet.",
                async token => $"the sentinels name the master {await connection.FindMasterAsync(token)}",
                cancellationToken);
        }

        foreach (var endpoint in RedisConfiguration.ForServer(options).EndPoints)
        {
            var (host, port) = Parts(endpoint);
            if (!await EndpointChecks.ConnectAsync(checks, host, port, $"{section}:Url", cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask AskServerAsync(CheckList checks, IDatabase database, CancellationToken cancellationToken)
    {
        var multiplexer = database.Multiplexer;
        var server = multiplexer.GetServer(multiplexer.GetEndPoints()[0]);
        checks.Add(Check.Version("Redis", server.Version.ToString(), s_oldest));
        try
        {
            var asked = time.GetUtcNow();
            var theirs = await server.TimeAsync().WaitAsync(cancellationToken);
            checks.Add(Check.Clock(new DateTimeOffset(DateTime.SpecifyKind(theirs, DateTimeKind.Utc)), asked, time.GetUtcNow()));
        }
        catch (RedisServerException)
        {
            checks.Add(Check.Ok(CheckNames.Clock, "not told: this user may not ask for it"));
        }
    }

    private static (string Host, int Port) Parts(System.Net.EndPoint endpoint) => endpoint switch
    {
        System.Net.DnsEndPoint dns => (dns.Host, dns.Port),
        System.Net.IPEndPoint ip => (ip.Address.ToString(), ip.Port),
        _ => throw new NotSupportedException($"{endpoint} is not an address of a TCP server."),
    };
}
