namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Reads a file from its start to its end, and tells a torn end from damage.</summary>
internal static class RecordLogScan
{
    /// <summary>Hands over every record and returns where the last whole one ends.</summary>
    /// <exception cref="RecordLogCorruptException">A record is damaged that must have been whole on the disk, or is none to its reader.</exception>
    public static long Run(Stream file, RecordLogOptions options, Action<ReadOnlySpan<byte>> replay)
    {
        var header = new byte[RecordLogHeader.Bytes];
        RecordLogHeader.Check(header.AsSpan(0, file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)), options);

        var buffer = new byte[4096];
        var frame = header.AsSpan(0, RecordFrame.HeaderBytes);
        long offset = RecordLogHeader.Bytes;
        var end = file.Length;
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length
            && RecordFrame.HasPossibleLength(frame, end - offset - frame.Length))
        {
            var length = RecordFrame.LengthOf(frame);
            if (buffer.Length < length)
            {
                buffer = new byte[Math.Max(length, buffer.Length * 2)];
            }

            var record = buffer.AsSpan(0, length);
            file.ReadExactly(record);
            if (!RecordFrame.IsValid(frame, record, offset))
            {
                break;
            }

            Replay(replay, record, options, offset);
            offset += frame.Length + length;
        }

        if (offset < end && !IsTorn(file, offset, end))
        {
            throw new RecordLogCorruptException(options.Path, offset, "a record's checksum is wrong, and whole records follow it");
        }

        return offset;
    }

    private static void Replay(Action<ReadOnlySpan<byte>> replay, ReadOnlySpan<byte> record, RecordLogOptions options, long offset)
    {
        try
        {
            replay(record);
        }
        catch (InvalidDataException error)
        {
            throw new RecordLogCorruptException(options.Path, offset, error.Message);
        }
    }

    /// <summary>
    /// Whether what begins here can be the commit that a crash interrupted. A later commit was only begun when all
    /// before it was on the disk, so a whole frame of a commit that begins later proves damage.
    /// </summary>
    private static bool IsTorn(Stream file, long offset, long end)
    {
        if (end - offset > RecordFrame.MaxCommitBytes)
        {
            return false;
        }

        // Not to the end as it is now: a writer that goes on meanwhile has whole commits behind the one that was on its way.
        var rest = new byte[end - offset];
        file.Position = offset;
        file.ReadExactly(rest);
        for (var at = 1; at <= rest.Length - RecordFrame.HeaderBytes; at++)
        {
            var frame = rest.AsSpan(at);
            if (RecordFrame.HasPossibleLength(frame, frame.Length - RecordFrame.HeaderBytes)
                && RecordFrame.DistanceOf(frame) < at
                && RecordFrame.IsValid(frame, frame.Slice(RecordFrame.HeaderBytes, RecordFrame.LengthOf(frame)), offset + at))
            {
                return false;
            }
        }

        return true;
    }
}
