using Npgsql;
using NpgsqlTypes;

namespace DeploymentFlex.Jobs.Postgres;

/// <content>The schedules, in a table of their own.</content>
public sealed partial class PostgresJobQueue
{
    private const string ScheduleColumns = "name, cron, type, payload, next_at";

    public async ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        await ChangeAsync(
            $"""
            INSERT INTO schedules ({ScheduleColumns}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO UPDATE
            SET cron = excluded.cron, type = excluded.type, payload = excluded.payload, next_at = excluded.next_at
            """,
            cancellationToken,
            Value(schedule.Name),
            Value(schedule.Cron),
            Value(schedule.Type),
            Value(schedule.Payload.ToArray()),
            Time(schedule.NextAt));
    }

    public async ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand($"SELECT {ScheduleColumns} FROM schedules WHERE name = $1");
        command.Parameters.Add(Value(name));
        return (await ReadSchedulesAsync(command, cancellationToken)).FirstOrDefault();
    }

    public async ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand($"SELECT {ScheduleColumns} FROM schedules ORDER BY name COLLATE \"C\"");
        return await ReadSchedulesAsync(command, cancellationToken);
    }

    public ValueTask<bool> AdvanceScheduleAsync(string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) =>
        ChangeAsync(
            "UPDATE schedules SET next_at = $3 WHERE name = $1 AND next_at = $2",
            cancellationToken,
            Value(name),
            Value(from.UtcTicks),
            Time(to));

    public ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync("DELETE FROM schedules WHERE name = $1", cancellationToken, Value(name));

    private static async Task<List<JobSchedule>> ReadSchedulesAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var schedules = new List<JobSchedule>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            schedules.Add(new JobSchedule
            {
                Name = reader.GetString(0),
                Cron = reader.GetString(1),
                Type = reader.GetString(2),
                Payload = await reader.GetFieldValueAsync<byte[]>(3, cancellationToken),
                NextAt = reader.IsDBNull(4) ? null : JobRow.At(reader.GetInt64(4)),
            });
        }

        return schedules;
    }

    private static NpgsqlParameter Time(DateTimeOffset? time) =>
        new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)time?.UtcTicks ?? DBNull.Value };
}
