using System.Buffers.Text;
using System.Globalization;
using System.Text;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Layers.Disk;

namespace DeploymentFlex.Credentials.Local;

/// <summary>
/// Sealed records in one file, replaced whole at each change. It is read at each call, so that a change by another process
/// of this machine is seen; writers exclude each other with a lock file. A second file remembers the newest generation,
/// so that an old file in the place of the new one is known for what it is.
/// </summary>
internal sealed class SealedFile(string path, Envelope envelope, TimeProvider time) : ISealedRecords, IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _mark = path + ".newest";
    private long _newest;

    public string Path => path;

    public async ValueTask<SealedSet> ReadAsync(RecordFilter filter, CancellationToken cancellationToken)
    {
        var set = (await LoadAsync(cancellationToken)).Set;
        return new SealedSet(set.Keys, set.Records.FindAll(filter.Includes));
    }

    public async ValueTask<TResult> ChangeAsync<TResult>(
        RecordFilter filter, Func<SealedSet, CancellationToken, ValueTask<TResult>> change, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            using var exclusive = await FileLock.AcquireAsync(path + ".lock", time, cancellationToken);
            var content = await LoadAsync(cancellationToken);
            var changed = new SealedSet(content.Set.Keys, content.Set.Records.FindAll(filter.Includes));
            var result = await change(changed, cancellationToken);
            changed.Records.AddRange(content.Set.Records.Where(record => !filter.Includes(record)));
            await SaveAsync(content.Generation + 1, changed, cancellationToken);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose() => _writer.Dispose();

    private async ValueTask<SealedFileContent> LoadAsync(CancellationToken cancellationToken)
    {
        // Before the file: a change in between makes the file newer than what is known, never older.
        var newest = Volatile.Read(ref _newest);
        var mark = File.Exists(_mark) ? ReadMark(await File.ReadAllTextAsync(_mark, cancellationToken)) : default;
        var content = File.Exists(path)
            ? await SealedFileContent.ReadAsync(await File.ReadAllBytesAsync(path, cancellationToken), path, envelope, cancellationToken)
            : SealedFileContent.Empty;
        var isOther = content.Generation == mark.Generation && mark.Seal is not null && !content.Seal.SequenceEqual(mark.Seal);
        if (isOther || content.Generation < Math.Max(mark.Generation, newest))
        {
            throw new CredentialIntegrityException(
                $"The credential file '{path}' is {(File.Exists(path) ? "older than, or another one than," : "gone:")} what was last written (change {content.Generation}, known {Math.Max(mark.Generation, newest)}); "
                + $"nothing of it is used. Where it was restored on purpose, delete '{_mark}' and start anew.");
        }

        return content;
    }

    private async ValueTask SaveAsync(long generation, SealedSet set, CancellationToken cancellationToken)
    {
        var (bytes, content) = await SealedFileContent.WriteAsync(generation, set, envelope, cancellationToken);
        OwnerOnlyFile.Write(path, bytes, overwrite: true);
        OwnerOnlyFile.Write(_mark, Encoding.ASCII.GetBytes($"{generation} {Convert.ToBase64String(content.Seal)}"), overwrite: true);
        Volatile.Write(ref _newest, generation);
    }

    private (long Generation, byte[]? Seal) ReadMark(string text) =>
        text.Split(' ') is [var number, var seal]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
        && Base64.IsValid(seal)
            ? (generation, Convert.FromBase64String(seal))
            : throw new CredentialIntegrityException($"The file '{_mark}' is damaged. Where '{path}' is known to be in order, delete it and start anew.");
}
