using System.Globalization;
using StackExchange.Redis;

namespace DeploymentFlex.Cache.Redis;

/// <summary>A bucket as one text on the server, tokens and time in Unix milliseconds, changed by a script so that nobody comes between.</summary>
internal static class RedisTokenBucket
{
    // The same arithmetic as TokenBucket.Take.
    private const string Script = """
        local capacity, rate, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local tokens = capacity
        local known = redis.call('GET', KEYS[1])
        if known then
          local had, at = string.match(known, '^(%S+) (%S+)$')
          at = tonumber(at)
          now = math.max(now, at)
          tokens = math.min(capacity, tonumber(had) + (now - at) * rate)
        end
        local granted = 0
        if tokens >= 1 then
          tokens = tokens - 1
          granted = 1
        end
        redis.call('SET', KEYS[1], string.format('%.6f %.0f', tokens, now), 'PX', ARGV[4])
        return string.format('%d %.6f', granted, tokens)
        """;

    public static async ValueTask<TokenGrant> TakeAsync(
        IDatabase database, RedisKey key, TokenBucket bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lasts = (long)Math.Ceiling(bucket.FillTime.TotalMilliseconds) + 1;
        RedisValue[] arguments =
        [
            bucket.Capacity, (bucket.TokensPerSecond / 1_000).ToString("R", CultureInfo.InvariantCulture), now.ToUnixTimeMilliseconds(), lasts,
        ];
        var answer = (string?)await database.ScriptEvaluateAsync(Script, [key], arguments).WaitAsync(cancellationToken);
        var space = answer!.IndexOf(' ', StringComparison.Ordinal);
        var tokens = double.Parse(answer.AsSpan(space + 1), CultureInfo.InvariantCulture);
        return answer[0] is '1'
            ? new TokenGrant(IsGranted: true, tokens, TimeSpan.Zero)
            : new TokenGrant(IsGranted: false, tokens, TimeSpan.FromSeconds((1 - tokens) / bucket.TokensPerSecond));
    }
}
