using DeploymentFlex.Layers.Schemas;

namespace DeploymentFlex.Jobs.Postgres;

/// <content>The tables.</content>
public sealed partial class PostgresJobQueue : IKeepsSchema
{
    private const int ServesFrom = 1;

    private static readonly string[] s_migrations =
    [
        """
        CREATE TABLE jobs (
            id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, type text NOT NULL, payload bytea NOT NULL, state text NOT NULL,
            attempt integer NOT NULL, max_attempts integer NOT NULL, not_before bigint NOT NULL, created_at bigint NOT NULL,
            leased_until bigint, finished_at bigint, last_error text, trace_parent text, token text);
        CREATE INDEX jobs_ready ON jobs (type, not_before, number) WHERE state = 'ready';
        CREATE INDEX jobs_leased ON jobs (leased_until) WHERE state = 'leased';
        CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';
        CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';
        CREATE TABLE schedules (name text PRIMARY KEY, cron text NOT NULL, type text NOT NULL, payload bytea NOT NULL, next_at bigint);
        """,
    ];

    public IDatabaseSchema Schema { get; }
}
