namespace DeploymentFlex.Jobs.Postgres;

/// <summary>The statements of the queue. Times are UTC ticks; <c>ready</c> holds what is scheduled as well.</summary>
internal static class JobSql
{
    /// <summary>The columns that <see cref="JobRow"/> reads.</summary>
    public const string Columns =
        "jobs.id, type, payload, state, attempt, max_attempts, not_before, created_at, leased_until, finished_at, last_error, trace_parent";

    /// <summary>$1 now. Ends the leases whose time is over; those that another ends are its business.</summary>
    public const string EndLeases =
        """
        WITH ended AS (
            SELECT id FROM jobs WHERE state = 'leased' AND leased_until <= $1 ORDER BY leased_until LIMIT 1000 FOR UPDATE SKIP LOCKED)
        UPDATE jobs SET
            state = CASE WHEN attempt < max_attempts THEN 'ready' ELSE 'dead' END,
            finished_at = CASE WHEN attempt < max_attempts THEN NULL ELSE $1 END,
            leased_until = NULL, token = NULL, last_error = 'Attempt ' || attempt || ': the lease ended before the attempt did.'
        FROM ended WHERE jobs.id = ended.id
        """;

    /// <summary>$1 id, $2 type, $3 payload, $4 attempts, $5 not before, $6 now, $7 trace.</summary>
    public const string Enqueue =
        """
        INSERT INTO jobs (id, type, payload, state, attempt, max_attempts, not_before, created_at, trace_parent)
        VALUES ($1, $2, $3, 'ready', 0, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>$1 types, $2 now, $3 limit, $4 end of the lease, $5 token. Of each type those due longest, and of these the first.</summary>
    public const string Lease =
        $"""
        WITH due AS (
            SELECT found.id FROM unnest($1::text[]) AS wanted (type), LATERAL (
                SELECT id, not_before, number FROM jobs
                WHERE state = 'ready' AND type = wanted.type AND not_before <= $2
                ORDER BY not_before, number LIMIT $3 FOR UPDATE SKIP LOCKED) AS found
            ORDER BY found.not_before, found.number LIMIT $3)
        UPDATE jobs SET state = 'leased', attempt = attempt + 1, leased_until = $4, token = $5
        FROM due WHERE jobs.id = due.id
        RETURNING {Columns}, number
        """;

    /// <summary>$1 types. When the next job comes due or the next lease ends; null for never.</summary>
    public const string Next =
        """
        SELECT min(at) FROM (
            SELECT (SELECT min(not_before) FROM jobs WHERE state = 'ready' AND type = wanted.type) AS at FROM unnest($1::text[]) AS wanted (type)
            UNION ALL SELECT min(leased_until) FROM jobs WHERE state = 'leased') AS next
        """;

    /// <summary>$1 id, $2 token, $3 now, $4 end of the lease.</summary>
    public const string Extend = $"UPDATE jobs SET leased_until = $4 {Held}";

    /// <summary>$1 id, $2 token, $3 now.</summary>
    public const string Complete =
        $"""
        UPDATE jobs SET state = 'done', payload = '', finished_at = $3, leased_until = NULL, token = NULL, last_error = NULL
        {Held}
        """;

    /// <summary>$1 id, $2 token, $3 now.</summary>
    public const string Release =
        $"UPDATE jobs SET state = 'ready', attempt = attempt - 1, leased_until = NULL, token = NULL {Held}";

    /// <summary>$1 id, $2 token, $3 now, $4 time of the next attempt or null, $5 error.</summary>
    public const string Fail =
        $"""
        UPDATE jobs SET
            state = CASE WHEN $4::bigint IS NOT NULL AND attempt < max_attempts THEN 'ready' ELSE 'dead' END,
            not_before = CASE WHEN $4::bigint IS NOT NULL AND attempt < max_attempts THEN $4 ELSE not_before END,
            finished_at = CASE WHEN $4::bigint IS NOT NULL AND attempt < max_attempts THEN NULL ELSE $3 END,
            leased_until = NULL, token = NULL, last_error = $5
        {Held}
        RETURNING state, not_before
        """;

    /// <summary>$1 a time. Forgets two of the jobs done before it: with each that is done, so that they are never many.</summary>
    public const string Forget =
        """
        DELETE FROM jobs WHERE id IN (
            SELECT id FROM jobs WHERE state = 'done' AND finished_at < $1 ORDER BY finished_at LIMIT 2 FOR UPDATE SKIP LOCKED)
        """;

    /// <summary>$1 id.</summary>
    public const string Find = $"SELECT {Columns} FROM jobs WHERE id = $1";

    /// <summary>$1 the id before the first or null, $2 state or null, $3 now, $4 limit.</summary>
    public const string List =
        $"""
        SELECT {Columns} FROM jobs
        WHERE ($1::uuid IS NULL OR id > $1) AND ($2::text IS NULL OR CASE
            WHEN $2 = 'scheduled' THEN state = 'ready' AND not_before > $3
            WHEN $2 = 'ready' THEN state = 'ready' AND not_before <= $3
            ELSE state = $2 END)
        ORDER BY id LIMIT $4
        """;

    /// <summary>$1 now.</summary>
    public const string Count =
        """
        SELECT CASE WHEN state = 'ready' AND not_before > $1 THEN 'scheduled' ELSE state END AS seen, count(*) FROM jobs GROUP BY seen
        """;

    /// <summary>$1 id, $2 now.</summary>
    public const string Retry =
        "UPDATE jobs SET state = 'ready', attempt = 0, not_before = $2, finished_at = NULL WHERE id = $1 AND state = 'dead'";

    /// <summary>$1 id.</summary>
    public const string Delete = "DELETE FROM jobs WHERE id = $1";

    private const string Held = "WHERE id = $1 AND token = $2 AND leased_until > $3";
}
