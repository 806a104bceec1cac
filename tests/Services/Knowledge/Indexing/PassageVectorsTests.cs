using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Storage;
using DeploymentFlex.Vectors;

namespace DeploymentFlex.Services.Tests.Knowledge.Indexing;

public class PassageVectorsTests
{
    private static readonly Passage s_passage = new()
    {
        Id = Guid.CreateVersion7(), EvidenceId = Guid.CreateVersion7(), Line = 1, Text = "disk is full", Before = "", After = "", IsEmbedded = true, Repeats = 1,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collection_that_somebody_dropped_on_the_server_is_made_again()
    {
        var store = new DroppableStore();
        var vectors = new PassageVectors(store, new HashedEmbedder());
        await AddAsync();
        store.IsThere = false;

        await Should.ThrowAsync<ArgumentException>(AddAsync);
        await AddAsync();
        store.Written.ShouldBe(2);

        Task AddAsync() => vectors.AddAsync(s_passage.EvidenceId, Guid.CreateVersion7(), [s_passage], Token);
    }

    [Fact]
    public async Task Who_reads_or_removes_makes_none()
    {
        var store = new DroppableStore();
        var vectors = new PassageVectors(store, new HashedEmbedder());
        (await vectors.SearchAsync("disk", caseId: null, 10, Token)).ShouldBeEmpty();
        await vectors.RemoveAsync(Guid.CreateVersion7(), otherCollection: null, Token);
        store.IsThere.ShouldBeFalse();
    }

    /// <summary>Does as a store on a server whose collection somebody drops: a write finds out, and the next one is for a new collection.</summary>
    private sealed class DroppableStore : IVectorStore
    {
        private bool _isKnown;

        public bool IsThere { get; set; }

        public int Written { get; private set; }

        public ValueTask EnsureCollectionAsync(string collection, int dimensions, CancellationToken cancellationToken)
        {
            IsThere |= !_isKnown;
            _isKnown = true;
            return default;
        }

        public ValueTask UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
        {
            if (!IsThere)
            {
                _isKnown = false;
                throw new ArgumentException("There is no collection.", nameof(collection));
            }

            Written++;
            return default;
        }

        public ValueTask<int> DeleteAsync(string collection, VectorFilter filter, CancellationToken cancellationToken) => new(0);

        public ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
            string collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken) => new([]);

        public ValueTask<VectorPage> ExportAsync(string collection, string? cursor, int limit, CancellationToken cancellationToken) =>
            new(new VectorPage([], Cursor: null));

        public ValueTask<long> CountAsync(string collection, CancellationToken cancellationToken) => new(0);
    }
}
