using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Redis;
using StackExchange.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <summary>Looks at what the queue needs beside a server that answers: its commands, and that jobs are kept.</summary>
internal sealed class RedisJobExam(RedisJobOptions options, string section, RedisConnection connection, IDatabase database)
{
    private const string Type = "doctor";

    /// <summary>Adds what it saw. Nothing is left on the server.</summary>
    public async ValueTask RunAsync(CheckList checks, CancellationToken cancellationToken)
    {
        await checks.RunAsync(
            CheckNames.Permissions,
            $"Use Redis 6.2 or newer, and give the user the rights that docs/jobs.md lists (ACL SETUSER … ~{options.Prefix}* &*).",
            TryAsync,
            cancellationToken);
        try
        {
            await LookAtLogAsync(checks, cancellationToken);
            await LookAtMemoryAsync(checks, cancellationToken);
        }
        catch (RedisServerException error)
        {
            checks.Add(Check.Warning(CheckNames.Durability, $"not told: {error.Message}", "Let the user ask: +info."));
        }

        if (options.Mode is RedisMode.Sentinel)
        {
            checks.Add(Check.Warning(
                CheckNames.Durability,
                "what was acknowledged just before its master was lost may not have reached a replica",
                $"Where no job may be lost with a machine, set Layers:Jobs:Chain to postgres or rabbitmq instead of {section}."));
        }
    }

    // The whole way of one job, under keys of its own.
    private async ValueTask<string> TryAsync(CancellationToken cancellationToken)
    {
        var prefix = $"{options.Prefix}doctor:{Guid.NewGuid():N}:";
        var script = new QueueScript(connection, prefix);
        var now = DateTimeOffset.UtcNow;
        var (at, later) = (RedisJob.Time(now), RedisJob.Time(now.AddMinutes(1)));
        var id = RedisJob.Id(Guid.NewGuid());
        string[] left = [$"work:{Type}", $"job:{id}", "is:ready", "is:leased", "is:done", "leases", "finished"];
        try
        {
            await script.RunAsync("enqueue", now, cancellationToken, id, Type, "{}", 1, at, RedisValue.EmptyString);
            await script.RunAsync("lease", now, cancellationToken, 1, later, "token", Environment.MachineName, Type);
            await script.RunAsync("complete", now, cancellationToken, id, "token", at);
            await script.RunAsync("delete", now, cancellationToken, id);
            await database.ExecuteAsync("TIME").WaitAsync(cancellationToken);
        }
        finally
        {
            await database.KeyDeleteAsync([.. left.Select(key => (RedisKey)(prefix + key))]).WaitAsync(cancellationToken);
        }

        return "runs scripts on streams, and tells the time";
    }

    private async ValueTask LookAtLogAsync(CheckList checks, CancellationToken cancellationToken)
    {
        const string right = "Set 'appendonly yes' and 'appendfsync always' in redis.conf.";
        if (await InfoAsync("persistence", "aof_enabled", cancellationToken) is not "1")
        {
            checks.Add(Check.Warning(CheckNames.Durability, "the server writes no log: jobs are lost when it ends", right));
            return;
        }

        try
        {
            var answer = ((RedisValue[]?)await database.ExecuteAsync("CONFIG", "GET", "appendfsync").WaitAsync(cancellationToken))!;
            var written = answer.Length > 1 ? (string?)answer[1] : null;
            checks.Add(written is "always"
                ? Check.Ok(CheckNames.Durability, "a job is on its disk when it is acknowledged")
                : Check.Warning(CheckNames.Durability, $"appendfsync is {written}: what was acknowledged last is lost with the machine's power", right));
        }
        catch (RedisServerException)
        {
            checks.Add(Check.Warning(
                CheckNames.Durability, "this user may not ask how the server writes its log", $"Let the user ask (+config|get), or make sure of it: {right}"));
        }
    }

    private async ValueTask LookAtMemoryAsync(CheckList checks, CancellationToken cancellationToken)
    {
        var policy = await InfoAsync("memory", "maxmemory_policy", cancellationToken);
        if (policy?.StartsWith("allkeys", StringComparison.Ordinal) is true && await InfoAsync("memory", "maxmemory", cancellationToken) is not "0")
        {
            checks.Add(Check.Warning(
                CheckNames.Durability, $"the server throws out jobs when its memory is full ({policy})", "Set 'maxmemory-policy noeviction' in redis.conf."));
        }
    }

    private async ValueTask<string?> InfoAsync(string part, string name, CancellationToken cancellationToken)
    {
        var answer = (string?)await database.ExecuteAsync("INFO", part).WaitAsync(cancellationToken);
        return answer?.Split('\n')
            .Select(static line => line.TrimEnd('\r').Split(':', 2))
            .FirstOrDefault(words => words[0] == name)?[^1];
    }
}
