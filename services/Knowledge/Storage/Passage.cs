namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>An indexed entry of an evidence, with what a search shows of it.</summary>
internal sealed class Passage
{
    public required Guid Id { get; init; }

    public required Guid EvidenceId { get; init; }

    /// <summary>The number of its first line, from 1.</summary>
    public required long Line { get; init; }

    public required string Text { get; init; }

    /// <summary>Up to two lines before it, divided by line feeds.</summary>
    public required string Before { get; init; }

    /// <summary>Up to two lines after it, divided by line feeds.</summary>
    public required string After { get; init; }

    /// <summary>Whether it has a vector; see <see cref="Indexing.PassageWriter"/> for which ones do.</summary>
    public required bool IsEmbedded { get; init; }

    /// <summary>How often the entry is in the file; see <see cref="Splitting.EntryFolder"/> for what counts as the same.</summary>
    public required int Repeats { get; init; }
}
