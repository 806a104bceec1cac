using System.Text.Json;
using DeploymentFlex.Layers.RecordLogs;

namespace DeploymentFlex.Jobs.Journaled;

/// <summary>What one record of a journal says; one of these is set.</summary>
internal sealed class JobRecord
{
    /// <summary>A job as it is from here on.</summary>
    public Job? Job { get; init; }

    /// <summary>What changes of a job.</summary>
    public JobChange? Change { get; init; }

    /// <summary>A job that is deleted.</summary>
    public Guid? Delete { get; init; }

    /// <summary>A schedule as it is from here on.</summary>
    public JobSchedule? Schedule { get; init; }

    /// <summary>The name of a schedule that is deleted.</summary>
    public string? Unschedule { get; init; }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static JobRecord Decode(ReadOnlySpan<byte> record) => JsonRecords.Read(record, JobRecordJson.Default.JobRecord);

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, JobRecordJson.Default.JobRecord);
}
