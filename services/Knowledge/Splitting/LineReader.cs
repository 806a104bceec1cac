using System.Text;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>
/// Reads lines in bounded memory, however long one is. A line ends with LF or CRLF; a CR within one, as progress bars
/// write it, divides its text but does not count as a line, so that numbers agree with those of other tools.
/// </summary>
internal sealed class LineReader(TextReader reader, int maxLength)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private readonly StringBuilder _text = new();
    private int _position;
    private int _length;
    private long _number = 1;
    private bool _isCut;
    private bool _isOpen;
    private bool _isReturned;

    /// <summary>The next line, or null at the end of the file.</summary>
    public async ValueTask<SourceLine?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_position == _length)
            {
                _position = 0;
                _length = await reader.ReadAsync(_buffer, cancellationToken);
                if (_length == 0)
                {
                    return _isOpen ? Take(_number) : null;
                }
            }

            if (ReadFromBuffer() is { } line)
            {
                return line;
            }
        }
    }

    private SourceLine? ReadFromBuffer()
    {
        var rest = _buffer.AsSpan(_position, _length - _position);
        if (_isReturned && rest[0] is not ('\n' or '\r'))
        {
            _isReturned = false;
            if (_text.Length > 0)
            {
                return Take(_number);
            }
        }

        var end = rest.IndexOfAny('\n', '\r');
        Append(end < 0 ? rest : rest[..end]);
        _position += end < 0 ? rest.Length : end + 1;
        if (end < 0)
        {
            return null;
        }

        _isReturned = rest[end] == '\r';
        return _isReturned ? null : Take(_number++);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        _isOpen |= text.Length > 0;
        var room = maxLength - _text.Length;
        _isCut |= text.Length > room;
        _text.Append(text.Length > room ? text[..room] : text);
    }

    private SourceLine Take(long number)
    {
        var line = new SourceLine(number, _text.ToString().TrimEnd(), _isCut);
        _text.Clear();
        _isCut = false;
        _isOpen = false;
        return line;
    }
}
