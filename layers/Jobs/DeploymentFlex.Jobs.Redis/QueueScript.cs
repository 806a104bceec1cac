using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Layers.Redis;
using StackExchange.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <summary>Runs the operations of <c>queue.lua</c>, each of which happens in one piece or not at all.</summary>
internal sealed class QueueScript(RedisConnection connection, string prefix)
{
    private static readonly string s_text = ReadText();

#pragma warning disable CA5350 // The server names scripts by this sum (https://redis.io/docs/latest/commands/evalsha/).
    private static readonly string s_name = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(s_text)));
#pragma warning restore CA5350

    /// <exception cref="JobQueueFullException">The server has no memory left for what this would add.</exception>
    public async ValueTask<RedisResult> RunAsync(
        string operation, DateTimeOffset now, CancellationToken cancellationToken, params RedisValue[] arguments)
    {
        var database = await connection.GetAsync(cancellationToken);
        object[] words = [s_name, 1, (RedisKey)prefix, operation, RedisJob.Time(now), .. arguments];
        try
        {
            return await database.ExecuteAsync("EVALSHA", words).WaitAsync(cancellationToken);
        }
        catch (RedisServerException error) when (error.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            words[0] = s_text;
            return await database.ExecuteAsync("EVAL", words).WaitAsync(cancellationToken);
        }
        catch (RedisServerException error) when (error.Message.Contains("OOM ", StringComparison.Ordinal))
        {
            throw new JobQueueFullException(
                "The job queue is full: its Redis server has reached maxmemory. Try again when jobs are done, or give the server more.");
        }
    }

    private static string ReadText()
    {
        using var stream = typeof(QueueScript).Assembly.GetManifestResourceStream("queue.lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
