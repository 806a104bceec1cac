using System.Runtime.InteropServices;
using DeploymentFlex.Services.Knowledge.Evidence;
using DeploymentFlex.Services.Knowledge.Splitting;
using DeploymentFlex.Services.Knowledge.Storage;

namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>Writes the different entries of one file in batches, and how often each was there at the end.</summary>
/// <remarks>
/// The lines of one template mean the same, and differ in what the text index finds. So the first few of a template have
/// vectors: a tenth of the memory and of the time, and what is near to a query is not a hundred times the same line.
/// </remarks>
internal sealed class PassageWriter(PassageStore store, EvidenceInfo info, Guid run, KnowledgeMetrics metrics)
{
    /// <summary>How many entries of one template in one file have vectors.</summary>
    public const int VectorsPerTemplate = 3;

    private const int BatchSize = 2000;
    private const int BatchCharacters = 4 * 1024 * 1024;
    private const int NeighbourLength = 400;

    private readonly List<Passage> _batch = new(BatchSize);
    private readonly List<Guid> _ids = [];
    private readonly Dictionary<ulong, int> _templates = [];
    private int _characters;

    /// <summary>Adds an entry; false when another run owns the evidence.</summary>
    public async ValueTask<bool> AddAsync(
        Entry entry, IEnumerable<string> before, IEnumerable<string> after, CancellationToken cancellationToken)
    {
        var passage = new Passage
        {
            Id = Guid.CreateVersion7(),
            EvidenceId = info.Id,
            Line = entry.Line,
            Text = entry.Text,
            Before = Join(before),
            After = Join(after),
            IsEmbedded = IsAmongFirst(entry.Text),
            Repeats = 1,
        };
        _batch.Add(passage);
        _ids.Add(passage.Id);
        _characters += entry.Text.Length;
        return (_batch.Count < BatchSize && _characters < BatchCharacters) || await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what is left, and the repeats by the index of each entry; false when another run owns the evidence.</summary>
    public async Task<bool> CompleteAsync(IEnumerable<(int Index, int Count)> repeats, CancellationToken cancellationToken) =>
        await FlushAsync(cancellationToken)
        && await store.SetRepeatsAsync(
            info.Id, run, repeats.Where(repeat => repeat.Index < _ids.Count).Select(repeat => (_ids[repeat.Index], repeat.Count)), cancellationToken);

    private async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        var owned = _batch.Count == 0 || await store.AddAsync(run, info.CaseId, _batch, cancellationToken);
        metrics.Written(_batch.Count);
        _batch.Clear();
        _characters = 0;
        return owned;
    }

    private bool IsAmongFirst(string text)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_templates, LineTemplate.Of(text), out _);
        return count++ < VectorsPerTemplate;
    }

    private static string Join(IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(static line => line.Length > NeighbourLength ? line[..NeighbourLength] + "…" : line));
}
