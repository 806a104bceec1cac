using System.Buffers;
using System.Buffers.Binary;

namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Frames one after another in memory, on their way to the file.</summary>
internal sealed class RecordFrames
{
    private readonly ArrayBufferWriter<byte> _frames = new();

    public int Bytes => _frames.WrittenCount;

    public bool HasRoom => Bytes < RecordFrame.CommitBytes;

    public void Add(ReadOnlySpan<byte> record)
    {
        var frame = _frames.GetSpan(RecordFrame.HeaderBytes + record.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, record.Length);
        record.CopyTo(frame[RecordFrame.HeaderBytes..]);
        _frames.Advance(RecordFrame.HeaderBytes + record.Length);
    }

    /// <summary>Seals the frames for the place where they go. Frames of one commit can be lost together by a crash, others cannot.</summary>
    public ReadOnlyMemory<byte> Seal(long offset, bool isCommit)
    {
        var frames = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_frames.WrittenMemory);
        for (var at = 0; at < frames.Length;)
        {
            var frame = frames.Span[at..];
            frame = frame[..(RecordFrame.HeaderBytes + RecordFrame.LengthOf(frame))];
            RecordFrame.Seal(frame, offset + at, isCommit ? (uint)at : 0);
            at += frame.Length;
        }

        return frames;
    }

    public void Clear() => _frames.ResetWrittenCount();
}
