using System.Text.Json;
using DeploymentFlex.Layers.RecordLogs;

namespace DeploymentFlex.Files.Spooling;

/// <summary>A record of the spool's journal: a file as it waits, or the key alone when it no longer does.</summary>
internal sealed record SpoolRecord(string Key, SpooledFile? File)
{
    /// <summary>What the journal is in a record log's header.</summary>
    public const string Kind = "SPOL";

    public const ushort Version = 1;

    /// <summary>The record that a file waits.</summary>
    public static byte[] Of(SpooledFile file) => new SpoolRecord(file.Key, file).ToBytes();

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SpoolJson.Default.SpoolRecord);

    /// <summary>Does to the files that wait what the record says.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static void Apply(ReadOnlySpan<byte> bytes, WaitingFiles files)
    {
        var record = JsonRecords.Read(bytes, SpoolJson.Default.SpoolRecord);
        if (record is { Key: null } or { File: { Key: null } or { Sha256: null } })
        {
            throw new InvalidDataException("a record of the spool lacks its key or its checksum");
        }

        if (record.File is null)
        {
            files.Remove(record.Key);
        }
        else
        {
            files.Put(record.File);
        }
    }
}
