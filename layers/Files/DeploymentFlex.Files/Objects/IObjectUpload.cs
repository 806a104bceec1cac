namespace DeploymentFlex.Files.Objects;

/// <summary>
/// How a store of objects takes one file: at once, or in parts that are joined at the end. Readers see nothing before
/// the content is complete, and a key that is taken keeps its content.
/// </summary>
public interface IObjectUpload
{
    /// <summary>Stores the whole content. Not to be given up halfway, as nobody knew then whether it is there.</summary>
    /// <exception cref="FileExistsException">The key is taken.</exception>
    Task PutAsync(ArraySegment<byte> content, string sha256);

    /// <summary>Begins an upload in parts.</summary>
    /// <exception cref="FileExistsException">The key is taken already.</exception>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Sends one part, numbered from 1; several are under way at once, in any order.</summary>
    Task StageAsync(int number, ArraySegment<byte> part, CancellationToken cancellationToken);

    /// <summary>Joins the parts to the file. Not to be given up halfway either.</summary>
    /// <exception cref="FileExistsException">The key has been taken meanwhile.</exception>
    Task CommitAsync(int parts, string sha256);

    /// <summary>Gives up what was begun. Bounded in time; it is no error when the server does not answer.</summary>
    Task AbortAsync();
}
