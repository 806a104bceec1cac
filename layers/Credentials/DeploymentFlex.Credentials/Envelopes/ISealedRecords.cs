namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>Where sealed records are kept: a file, or a table.</summary>
public interface ISealedRecords
{
    /// <summary>Reads the records and the data keys, as they were at one moment.</summary>
    ValueTask<SealedSet> ReadAsync(RecordFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Changes them as if nobody else did meanwhile, whole or not at all; durable when it returns. The change may run again
    /// on what is there then, so it has no effects but on the set.
    /// </summary>
    ValueTask<TResult> ChangeAsync<TResult>(
        RecordFilter filter, Func<SealedSet, CancellationToken, ValueTask<TResult>> change, CancellationToken cancellationToken);
}
