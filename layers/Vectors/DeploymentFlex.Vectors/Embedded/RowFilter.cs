namespace DeploymentFlex.Vectors.Embedded;

/// <summary>A filter in numbers: which text a row has in which field.</summary>
internal sealed class RowFilter((int Field, int Text)[] conditions)
{
    public static RowFilter All { get; } = new([]);

    /// <summary>The filter, or null when it names something that no record has.</summary>
    public static RowFilter? Resolve(VectorFilter? filter, StringTable fields, StringTable texts)
    {
        if (filter is null)
        {
            return All;
        }

        var conditions = filter.Equal.Select(pair => (Field: fields.Find(pair.Key) - 1, Text: texts.Find(pair.Value))).ToArray();
        return Array.Exists(conditions, static condition => condition.Field < 0 || condition.Text == 0) ? null : new RowFilter(conditions);
    }

    public bool PassesAll { get; } = conditions.Length == 0;

    public bool Passes(RowSegment segment, int row)
    {
        var columns = segment.Fields;
        foreach (var (field, text) in conditions)
        {
            if (field >= columns.Length || columns[field] is not { } column || column[row] != text)
            {
                return false;
            }
        }

        return true;
    }
}
