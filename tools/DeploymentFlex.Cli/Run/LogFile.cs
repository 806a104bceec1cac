using System.Text;

namespace DeploymentFlex.Cli.Run;

/// <summary>Reads one log from near its end, then goes on where it stopped; whole lines only.</summary>
internal sealed class LogFile(string path)
{
    /// <summary>Bytes read at once, and how far back <see cref="SkipToTail"/> goes.</summary>
    private const int Window = 256 * 1024;

    private DateTimeOffset _time = new(File.GetCreationTimeUtc(path));
    private long _position;

    public string Source { get; } = Path.GetFileNameWithoutExtension(path);

    /// <summary>Moves to where the last few hundred lines begin.</summary>
    public void SkipToTail()
    {
        _position = Math.Max(0, new FileInfo(path).Length - Window);
        if (_position > 0)
        {
            // The first line is most likely cut in the middle.
            _position += Read().AsSpan().IndexOf((byte)'\n') + 1;
        }
    }

    /// <summary>The whole lines that came since the last call.</summary>
    public IReadOnlyList<LogLine> ReadNew()
    {
        if (new FileInfo(path).Length < _position)
        {
            _position = 0; // The service was started again with a new log.
        }

        var lines = new List<LogLine>();
        for (var bytes = Read(); bytes.AsSpan().LastIndexOf((byte)'\n') is >= 0 and var end; bytes = Read())
        {
            _position += end + 1;
            foreach (var text in Encoding.UTF8.GetString(bytes, 0, end).Split('\n'))
            {
                var line = LogLine.Parse(Source, text.TrimEnd('\r'), _time);
                _time = line.Time;
                lines.Add(line);
            }
        }

        return lines;
    }

    private byte[] Read()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = _position;
        var buffer = new byte[Math.Clamp(stream.Length - _position, 0, Window)];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }
}
