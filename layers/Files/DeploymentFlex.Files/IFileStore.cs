namespace DeploymentFlex.Files;

/// <summary>
/// Files under keys that are written once. A key is one to eight segments of <c>[a-z0-9._-]</c> joined by slashes;
/// no segment is empty, starts with a dot or is longer than 100 characters.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Streams the content to the key, hashing it on the way. The file is durable when this returns and is not there
    /// at all when it throws. A length that differs from <paramref name="expectedLength"/> is a failure.
    /// </summary>
    /// <exception cref="FileExistsException">The key is taken.</exception>
    /// <exception cref="FileLengthException">More or fewer bytes came than were expected.</exception>
    /// <exception cref="ArgumentException">The key is not a valid one.</exception>
    ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken);

    /// <summary>What is known of the file, or null when there is none.</summary>
    ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the file for reading from a byte offset to its end or for a number of bytes; null when there is none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative or behind the end.</exception>
    ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken);

    /// <summary>Deletes the file and says whether it was there. Deleting twice is no error.</summary>
    ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="limit"/> files in the order of their keys, after the cursor of an earlier page.</summary>
    ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken);
}
