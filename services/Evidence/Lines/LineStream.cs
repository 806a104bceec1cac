using System.Buffers;
using DeploymentFlex.Files;

namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>
/// Reads a file forward from a line on, through one buffer. The bytes at hand are <see cref="Bytes"/>, which start at a
/// line's first byte or, after a part of a long line was taken, inside of it.
/// </summary>
internal sealed class LineStream(IFileStore files, string key, LineIndex index) : IAsyncDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private Stream? _stream;
    private int _start;
    private int _end;

    /// <summary>The number of the line that <see cref="Bytes"/> start in.</summary>
    public long Line { get; private set; }

    /// <summary>Whether there is nothing behind <see cref="Bytes"/>.</summary>
    public bool AtEnd { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Goes to the start of a line; false when the file is gone.</summary>
    public async Task<bool> SeekAsync(long line, CancellationToken cancellationToken)
    {
        var mark = index.Before(line);
        if (!await OpenAsync(mark, cancellationToken))
        {
            return false;
        }

        while (Line < line && !(AtEnd && _start == _end))
        {
            await SkipLineAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Reads on until there are so many bytes at hand or the file ends.</summary>
    public async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        MakeRoom(count);
        while (_end - _start < count && !AtEnd)
        {
            var read = await _stream!.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read;
            AtEnd = read == 0;
        }
    }

    /// <summary>Takes bytes that hold so many line ends.</summary>
    public void Take(int count, long lines)
    {
        _start += count;
        Line += lines;
    }

    /// <summary>Goes to the start of the next line, without reading where the index knows it.</summary>
    public async Task SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = LineEnds.Find(Bytes, index.Encoding);
            if (end >= 0)
            {
                Take(end + LineEnds.Width(index.Encoding), lines: 1);
                return;
            }

            if (AtEnd)
            {
                Take(_end - _start, lines: 1);
                return;
            }

            if (index.Offset(Line + 1) is { } offset)
            {
                await OpenAsync(new LineMark(Line + 1, offset), cancellationToken);
                return;
            }

            // Half a character stays at hand.
            _start = _end - ((_end - _start) % LineEnds.Width(index.Encoding));
            await FillAsync(_buffer.Length / 2, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }
    }

    private async Task<bool> OpenAsync(LineMark mark, CancellationToken cancellationToken)
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }

        _stream = await files.OpenReadAsync(key, mark.Offset, length: null, cancellationToken);
        (_start, _end, Line, AtEnd) = (0, 0, mark.Line, _stream is null);
        return _stream is not null;
    }

    private void MakeRoom(int count)
    {
        if (_buffer.Length - _start >= count)
        {
            return;
        }

        var target = _buffer.Length >= count ? _buffer : ArrayPool<byte>.Shared.Rent(count);
        Bytes.CopyTo(target);
        (_start, _end) = (0, _end - _start);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }
    }
}
