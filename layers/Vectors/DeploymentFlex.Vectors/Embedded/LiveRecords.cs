using System.Collections;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>A collection as a new log has it, made record by record: it is never in memory twice.</summary>
internal sealed class LiveRecords(RowSnapshot rows, int dimensions, long nextSequence) : IReadOnlyCollection<ReadOnlyMemory<byte>>
{
    public int Count => rows.Live + 1;

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        yield return VectorRecordFormat.Collection(dimensions, nextSequence);
        foreach (var (segment, row) in rows.Where(RowFilter.All))
        {
            var record = VectorRecordFormat.Upsert(segment.Ids[row], segment.Vector(row), rows.Metadata(segment, row));
            VectorRecordFormat.SetSequence(record, segment.Sequences[row]);
            yield return record;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
