using DeploymentFlex.Services.Knowledge.Evidence;
using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>Takes the entries of one file to the index until the file or a cap is at its end.</summary>
internal sealed class EntryIndexing(EntryReader entries, PassageWriter writer, ProgressReports progress, KnowledgeOptions options)
{
    // Entries that are folded cost no write; progress is told among them as well.
    private const int ProgressInterval = 2000;

    private readonly EntryFolder _folder = new();
    private long _characters;
    private long _cutLines;
    private long _firstCutLine;
    private long _lastLine;
    private string? _cap;

    public async Task<IndexOutcome> RunAsync(CancellationToken cancellationToken)
    {
        for (var count = 1; await entries.ReadAsync(cancellationToken); count++)
        {
            if (!await TakeAsync(entries.Current, cancellationToken))
            {
                return IndexOutcome.Superseded;
            }

            if (_cap is not null)
            {
                break;
            }

            if (count % ProgressInterval == 0 && !await progress.TellAsync(cancellationToken))
            {
                return IndexOutcome.Gone;
            }
        }

        return await writer.CompleteAsync(_folder.Repeated, cancellationToken) ? IndexOutcome.Done : IndexOutcome.Superseded;
    }

    /// <summary>What to tell when all is done.</summary>
    public EvidenceReport Report()
    {
        var cut = _cutLines switch
        {
            0 => null,
            1 => $"Line {_firstCutLine} is longer than {options.MaxLineLength:N0} characters; only its beginning is searched.",
            _ => $"{_cutLines:N0} lines, the first of them {_firstCutLine}, are longer than {options.MaxLineLength:N0} characters; only their beginnings are searched.",
        };
        string[] reasons = [.. new[] { _cap, cut }.OfType<string>()];
        return EvidenceReport.Indexed(_lastLine, reasons.Length == 0 ? null : string.Join(' ', reasons));
    }

    private async ValueTask<bool> TakeAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (!_folder.IsNew(entry.Text))
        {
            _lastLine = entry.LastLine;
            return true;
        }

        _characters += entry.Text.Length;
        _cap = FindCap();
        if (_cap is not null)
        {
            return true;
        }

        _lastLine = entry.LastLine;
        if (entry.IsCut)
        {
            _firstCutLine = _cutLines++ == 0 ? entry.Line : _firstCutLine;
        }

        return await writer.AddAsync(entry, entries.Before, entries.After, cancellationToken);
    }

    private string? FindCap()
    {
        var cap = _folder.Distinct > options.MaxEntriesPerFile
            ? $"{options.MaxEntriesPerFile:N0} different entries (Knowledge:MaxEntriesPerFile)"
            : _characters > options.MaxCharactersPerFile
                ? $"{options.MaxCharactersPerFile:N0} characters of different entries (Knowledge:MaxCharactersPerFile)"
                : null;
        return cap is null ? null : $"Searched up to line {_lastLine}: the file has more than {cap}.";
    }
}
