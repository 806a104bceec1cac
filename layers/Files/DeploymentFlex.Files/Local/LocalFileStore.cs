using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;
using DeploymentFlex.Layers.Providers;
using Microsoft.Win32.SafeHandles;

namespace DeploymentFlex.Files.Local;

/// <summary>
/// Files in a folder. A file is written under a temporary name, flushed to the disk, and only then linked under its
/// own, so that after a crash it is there complete or not at all.
/// </summary>
/// <param name="root">The folder, absolute; made when it is not there.</param>
public sealed class LocalFileStore(string root) : IFileStore, IProbed, IChecked
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly FileTree _tree = new(root);
    private readonly TemporaryFolder _temporary = new(Path.Combine(root, ".tmp"));

    public async ValueTask<StoredFile> WriteAsync(
        string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ArgumentNullException.ThrowIfNull(content);
        if (_tree.Find(key) is not null)
        {
            throw new FileExistsException(key);
        }

        try
        {
            return await StoreAsync(key, content, expectedLength, cancellationToken);
        }
        catch (IOException error) when (DiskSpace.IsUsedUp(error))
        {
            throw Full(error);
        }
    }

    public async ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        try
        {
            return _tree.Find(key) is { } file
                ? Stored(key, file, ContentHash.Kept(file.FullName) ?? await ContentHash.ComputeAsync(file.FullName, cancellationToken))
                : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        ReadRange.Check(offset, length);
        if (_tree.Find(key) is not { } file || TryOpen(file.FullName) is not { } handle)
        {
            return new ValueTask<Stream?>((Stream?)null);
        }

        try
        {
            return new ValueTask<Stream?>(new FileRange(handle, offset, ReadRange.Fit(RandomAccess.GetLength(handle), offset, length)));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        FileKey.Check(key);
        if (_tree.Find(key) is not { } file)
        {
            return new ValueTask<bool>(false);
        }

        file.Delete();
        DiskDirectory.Flush(file.DirectoryName!);
        return new ValueTask<bool>(true);
    }

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken)
    {
        FileKey.CheckPrefix(prefix ?? string.Empty);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (cursor is not null)
        {
            FileKey.Check(cursor);
        }

        var keys = _tree.Keys(prefix ?? string.Empty, cursor).Take(limit + 1).ToList();
        var files = from key in keys.Take(limit)
                    let file = _tree.Find(key)
                    where file is not null
                    select Stored(key, file, ContentHash.Kept(file.FullName));
        return new ValueTask<FilePage>(new FilePage([.. files], keys.Count > limit ? keys[limit - 1] : null));
    }

    /// <summary>Writes a file, flushes it, links it and deletes it again.</summary>
    /// <exception cref="LayerUnavailableException">The disk is full, which is no outage: what is there can be read.</exception>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var file = _temporary.Create();
            await RandomAccess.WriteAsync(file.Handle, new byte[1], fileOffset: 0, cancellationToken);
            await file.FlushAsync();
            var path = _temporary.NewPath();
            file.TryKeepAs(path);
            File.Delete(path);
        }
        catch (IOException error) when (DiskSpace.IsUsedUp(error))
        {
            throw Full(error);
        }
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        DiskFolder.CheckAsync(checks, root, "Layers:Files:local:Path", cancellationToken);

    private async Task<StoredFile> StoreAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        var path = _tree.Prepare(key);
        using var file = _temporary.Create();
        var sha256 = await HashingCopy.RunAsync(content, file.Handle, expectedLength, cancellationToken);
        ContentHash.Keep(file.Path, sha256);
        await file.FlushAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (!file.TryKeepAs(path))
        {
            throw new FileExistsException(key);
        }

        try
        {
            DiskDirectory.Flush(Path.GetDirectoryName(path)!);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }

        return Stored(key, new FileInfo(path), Convert.ToHexStringLower(sha256));
    }

    private static LayerUnavailableException Full(IOException error) =>
        new(Layer.Files, "The disk of the files is full: it takes no more until there is room, and what is there can be read.", s_retryAfter, error)
        {
            IsOutage = false,
        };

    private static StoredFile Stored(string key, FileInfo file, string? sha256) =>
        new(key, file.Length, sha256, new DateTimeOffset(file.LastWriteTimeUtc));

    private static SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (FileNotFoundException)
        {
            // Deleted since it was found.
            return null;
        }
    }
}
