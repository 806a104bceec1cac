using System.Text;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>Records in parts that one request takes.</summary>
internal static class RecordParts
{
    // A float in JSON, its comma included, and what else a record has besides vector and metadata.
    private const int FloatBytes = 14;
    private const int RecordBytes = 100;

    // Quotes, colon and comma, and what escapes add to a text.
    private const int FieldBytes = 8;
    private const int EscapeFactor = 2;

    /// <summary>The records, the last one of each id, in parts of so many records and about so many bytes at most.</summary>
    public static IEnumerable<IReadOnlyList<VectorRecord>> Of(IReadOnlyList<VectorRecord> records, int maxCount, int maxBytes)
    {
        var part = new List<VectorRecord>();
        var bytes = 0;
        foreach (var record in LastOfEach(records))
        {
            var size = SizeOf(record);
            if (part.Count == maxCount || (part.Count > 0 && bytes + size > maxBytes))
            {
                yield return part;
                part = [];
                bytes = 0;
            }

            part.Add(record);
            bytes += size;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static Dictionary<Guid, VectorRecord>.ValueCollection LastOfEach(IReadOnlyList<VectorRecord> records)
    {
        var last = new Dictionary<Guid, VectorRecord>(records.Count);
        foreach (var record in records)
        {
            last[record.Id] = record;
        }

        return last.Values;
    }

    private static int SizeOf(VectorRecord record) =>
        RecordBytes + (record.Vector.Length * FloatBytes)
        + record.Metadata.Sum(static pair => FieldBytes + (EscapeFactor * (pair.Key.Length + Encoding.UTF8.GetByteCount(pair.Value))));
}
