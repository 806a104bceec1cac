using DeploymentFlex.Layers.Checks;
using StackExchange.Redis;

namespace DeploymentFlex.Cache.Redis;

/// <summary>Looks at what the cache needs of its server, from the way there to the clock.</summary>
internal sealed class RedisExam(RedisOptions options, RedisConnection connection, SentinelWatcher? sentinels, TimeProvider time)
{
    private const string Section = "Layers:Cache:redis";
    private static readonly TimeSpan s_toLive = TimeSpan.FromSeconds(10);

    // The first with ACL users.
    private static readonly Version s_oldest = new(6, 0);

    public async ValueTask RunAsync(CheckList checks, CancellationToken cancellationToken)
    {
        if (!await ReachAsync(checks, cancellationToken))
        {
            return;
        }

        IDatabase? database = null;
        var isIn = await checks.RunAsync(
            CheckNames.Credentials,
            $"Correct User, Password or Tls of {Section}.",
            async token =>
            {
                database = await connection.GetAsync(token);
                await database.PingAsync().WaitAsync(token);
                return options.User is { } user ? $"accepted as {user}" : "accepted";
            },
            cancellationToken);
        if (!isIn)
        {
            return;
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
    }

    private async ValueTask<bool> ReachAsync(CheckList checks, CancellationToken cancellationToken)
    {
        if (sentinels is not null)
        {
            return await checks.RunAsync(
                CheckNames.Reachable,
                $"Start the sentinels and the master, or correct {Section}:SentinelHosts and MasterSet.",
                async token => $"the sentinels name the master {await sentinels.FindMasterAsync(token)}",
                cancellationToken);
        }

        foreach (var endpoint in RedisConfiguration.ForServer(options).EndPoints)
        {
            var (host, port) = Parts(endpoint);
            if (!await EndpointChecks.ConnectAsync(checks, host, port, $"{Section}:Url", cancellationToken))
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
