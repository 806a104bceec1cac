using System.Text;
using System.Text.Json;
using DeploymentFlex.Credentials.Envelopes;

namespace DeploymentFlex.Credentials.Local;

/// <summary>The bytes of the file: a header of one line, and the body. The whole is under a seal, so that no bit of it can be changed unseen.</summary>
/// <param name="Generation">How many changes the file has seen.</param>
/// <param name="Seal">Its seal, which tells two files of one generation apart.</param>
/// <param name="Set">What is in it.</param>
internal sealed record SealedFileContent(long Generation, byte[] Seal, SealedSet Set)
{
    private const int Format = 2;

    public static SealedFileContent Empty => new(0, [], new SealedSet([], []));

    /// <exception cref="CredentialIntegrityException">It is no such file, or not as it was written.</exception>
    public static async ValueTask<SealedFileContent> ReadAsync(byte[] bytes, string path, Envelope envelope, CancellationToken cancellationToken)
    {
        var end = Array.IndexOf(bytes, (byte)'\n');
        var header = end < 0 ? null : Parse(() => JsonSerializer.Deserialize(bytes.AsSpan(0, end), SealedFileJson.Default.SealedFileHeader), path);
        if (header is { Format: > Format })
        {
            throw new CredentialIntegrityException($"The credential file '{path}' has format {header.Format}; this version reads {Format}.");
        }

        if (header is not { Format: Format, KeyId: not null, Seal: not null } || !bytes.AsSpan(0, end).SequenceEqual(Write(header)))
        {
            throw Damaged(path, cause: null);
        }

        var content = bytes[(end + 1)..];
        var body = Parse(() => JsonSerializer.Deserialize(content, SealedFileJson.Default.SealedFileBody), path);
        var key = body?.Keys?.FirstOrDefault(key => key?.Id == header.KeyId) ?? throw Damaged(path, cause: null);
        return await envelope.HasSignedAsync(key, Signed(header.Generation, header.KeyId, content), header.Seal, cancellationToken)
            ? new SealedFileContent(header.Generation, header.Seal, new SealedSet([.. body.Keys], [.. body.Credentials]))
            : throw Damaged(path, cause: null);
    }

    /// <summary>The bytes of a file with this set, and the content as it will be read.</summary>
    public static async ValueTask<(byte[] Bytes, SealedFileContent Content)> WriteAsync(
        long generation, SealedSet set, Envelope envelope, CancellationToken cancellationToken)
    {
        var key = await envelope.CurrentKeyAsync(set, cancellationToken);
        var records = set.Records
            .OrderBy(static record => record.Namespace, StringComparer.Ordinal)
            .ThenBy(static record => record.Name, StringComparer.Ordinal)
            .ThenBy(static record => record.Version);
        var body = JsonSerializer.SerializeToUtf8Bytes(new SealedFileBody(set.Keys, [.. records]), SealedFileJson.Default.SealedFileBody);
        var seal = await envelope.SignAsync(key, Signed(generation, key.Id, body), cancellationToken);
        return ([.. Write(new SealedFileHeader(Format, generation, key.Id, seal)), (byte)'\n', .. body], new SealedFileContent(generation, seal, set));
    }

    private static byte[] Write(SealedFileHeader header) => JsonSerializer.SerializeToUtf8Bytes(header, SealedFileJson.Default.SealedFileHeader);

    private static byte[] Signed(long generation, string keyId, byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"file|{Format}|{generation}|{keyId}|"), .. body];

    private static T? Parse<T>(Func<T?> parse, string path)
    {
        try
        {
            return parse();
        }
        catch (JsonException error)
        {
            throw Damaged(path, error);
        }
    }

    private static CredentialIntegrityException Damaged(string path, Exception? cause) =>
        new($"The credential file '{path}' is damaged, or was changed from outside; nothing of it is used. Restore it from a backup.", cause);
}
