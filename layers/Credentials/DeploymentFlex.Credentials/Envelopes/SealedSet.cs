namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>The records that were asked for, and all data keys; what is changed in the lists is what is stored.</summary>
public sealed class SealedSet(List<DataKey> keys, List<SealedRecord> records)
{
    public List<DataKey> Keys { get; } = keys;

    public List<SealedRecord> Records { get; } = records;

    /// <summary>The key that is used for what is new; null before the first.</summary>
    internal DataKey? CurrentKey => Keys.MaxBy(static key => (key.CreatedAt, key.Id));

    /// <summary>The newest version of each credential.</summary>
    internal IEnumerable<SealedRecord> Newest =>
        Records.GroupBy(static record => (record.Namespace, record.Name)).Select(static versions => versions.MaxBy(static record => record.Version)!);
}
