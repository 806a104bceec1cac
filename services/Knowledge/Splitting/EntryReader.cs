using System.Text;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>Puts lines together to entries. Blank lines end an entry and are none themselves.</summary>
internal sealed class EntryReader(LineReader lines)
{
    /// <summary>The most lines of one entry; a longer stack trace goes on as the next entry.</summary>
    public const int MaxLines = 200;

    /// <summary>The most characters of one entry of several lines.</summary>
    public const int MaxLength = 32 * 1024;

    private const int Neighbours = 2;

    private readonly List<SourceLine> _ahead = new(Neighbours + 1);
    private readonly StringBuilder _trace = new();
    private (string? Older, string? Newer) _read;
    private (string? Older, string? Newer) _before;

    /// <summary>The entry read last.</summary>
    public Entry Current { get; private set; }

    /// <summary>Up to two lines before the current entry.</summary>
    public IEnumerable<string> Before => Present(_before.Older, _before.Newer);

    /// <summary>Up to two lines after the current entry.</summary>
    public IEnumerable<string> After => _ahead.Take(Neighbours).Select(static line => line.Text);

    /// <summary>Reads the next entry; false at the end of the file.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await LookAheadAsync(cancellationToken);
        while (_ahead is [{ IsBlank: true }, ..])
        {
            await TakeAsync(cancellationToken);
        }

        if (_ahead.Count == 0)
        {
            return false;
        }

        _before = _read;
        var first = await TakeAsync(cancellationToken);
        Current = new Entry(first.Number, first.Number, first.Text, first.IsCut);
        await TakeTraceAsync(first, cancellationToken);
        return true;
    }

    private async ValueTask TakeTraceAsync(SourceLine first, CancellationToken cancellationToken)
    {
        var count = 1;
        var last = first.Number;
        var isCut = first.IsCut;
        var trace = StackTraces.After(first.Text, TraceKind.None);
        _trace.Clear();
        while (_ahead.Count > 0
            && count < MaxLines
            && _trace.Length + first.Text.Length + _ahead[0].Text.Length < MaxLength
            && StackTraces.Continues(_ahead[0].Text, _ahead.Count > 1 ? _ahead[1].Text : null, trace))
        {
            var line = await TakeAsync(cancellationToken);
            trace = StackTraces.After(line.Text, trace);
            _trace.Append('\n').Append(line.Text);
            last = line.Number;
            isCut |= line.IsCut;
            count++;
        }

        if (count > 1)
        {
            Current = new Entry(first.Number, last, first.Text + _trace, isCut);
        }
    }

    private async ValueTask<SourceLine> TakeAsync(CancellationToken cancellationToken)
    {
        var line = _ahead[0];
        _ahead.RemoveAt(0);
        _read = (_read.Newer, line.Text);
        await LookAheadAsync(cancellationToken);
        return line;
    }

    private async ValueTask LookAheadAsync(CancellationToken cancellationToken)
    {
        while (_ahead.Count < Neighbours && await lines.ReadAsync(cancellationToken) is { } line)
        {
            _ahead.Add(line);
        }
    }

    private static IEnumerable<string> Present(params IEnumerable<string?> lines) => lines.OfType<string>();
}
