namespace DeploymentFlex.Files;

/// <summary>A store that hands out addresses from which a file can be read for a while without signing in.</summary>
public interface IFileLinks
{
    /// <summary>
    /// The address of a file, signed for reading until the time is over, whether or not the file is there; null where
    /// the store cannot sign, as with an identity in the place of a key.
    /// </summary>
    /// <param name="key">The file.</param>
    /// <param name="validFor">From a second to seven days, the longest that S3 signs for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The key is not a valid one, or the time not allowed.</exception>
    ValueTask<Uri?> LinkToReadAsync(string key, TimeSpan validFor, CancellationToken cancellationToken);
}
