using System.Numerics.Tensors;
using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>
/// The embedder that needs nothing: words, pairs of words and their character trigrams are hashed to dimensions with a
/// sign ("feature hashing", Weinberger et al. 2009). Words weigh by their shape, repeats sub-linearly; identifiers and
/// numbers hardly count, since they are what the text index finds. The same text gives the same vector everywhere.
/// </summary>
internal sealed class HashedEmbedder : IEmbedder
{
    private const int Size = 384;

    // A stack trace says what it is about in its first lines.
    private const int MaxWords = 256;
    private const float TrigramShare = 0.6f;
    private const float PairShare = 0.3f;
    private const float RepeatShare = 0.5f;

    public string Name => "hashed1";

    public int Dimensions => Size;

    // Texts without a common word have cosines around 0 with a deviation of about 0.05.
    public double MinScore => 0.58;

    public ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var all = new float[texts.Count * Size];
        var vectors = new ReadOnlyMemory<float>[texts.Count];
        for (var i = 0; i < vectors.Length; i++)
        {
            Embed(texts[i], all.AsSpan(i * Size, Size));
            vectors[i] = all.AsMemory(i * Size, Size);
        }

        return ValueTask.FromResult<IReadOnlyList<ReadOnlyMemory<float>>>(vectors);
    }

    /// <summary>Writes the vector of a text over <paramref name="vector"/>.</summary>
    internal static void Embed(ReadOnlySpan<char> text, Span<float> vector)
    {
        vector.Clear();
        Span<ulong> seen = stackalloc ulong[MaxWords];
        Span<char> scratch = stackalloc char[TermEnumerator.MaxWord];
        var count = 0;
        var previous = (Hash: 0UL, Weight: 0f);
        foreach (var term in new TermEnumerator(text[LeadingTimestamp.Length(text)..], scratch))
        {
            var weight = term.Weight * Damping(seen[..count], term.Hash);
            Add(vector, term.Hash, weight);
            AddTrigrams(vector, term, weight);
            if (previous.Weight > 0)
            {
                Add(vector, FeatureHash.Combine(previous.Hash, term.Hash), PairShare * MathF.Sqrt(previous.Weight * weight));
            }

            previous = (term.Hash, weight);
            seen[count++] = term.Hash;
            if (count == MaxWords)
            {
                break;
            }
        }

        Normalise(text, vector);
    }

    /// <summary>What another occurrence adds: less than half of the first, and less each time.</summary>
    private static float Damping(ReadOnlySpan<ulong> seen, ulong hash)
    {
        var before = seen.Count(hash);
        return before == 0 ? 1 : RepeatShare * (MathF.Log2(2 + before) - MathF.Log2(1 + before));
    }

    private static void AddTrigrams(Span<float> vector, in Term term, float weight)
    {
        var word = term.Word;
        if (word.Length < 3)
        {
            return;
        }

        var each = TrigramShare * weight / MathF.Sqrt(word.Length - 2);
        for (var i = 0; i + 3 <= word.Length; i++)
        {
            Add(vector, FeatureHash.Of(word.Slice(i, 3), seed: 3), each);
        }
    }

    /// <summary>Two dimensions a feature: where two features meet in one, they still differ in the other.</summary>
    private static void Add(Span<float> vector, ulong hash, float weight)
    {
        AddOnce(vector, (uint)hash, weight);
        AddOnce(vector, (uint)(hash >> 32), weight);
    }

    private static void AddOnce(Span<float> vector, uint hash, float weight) =>
        vector[(int)((hash >> 1) % Size)] += (hash & 1) == 0 ? weight : -weight;

    private static void Normalise(ReadOnlySpan<char> text, Span<float> vector)
    {
        if (TensorPrimitives.Norm(vector) is 0)
        {
            AddOnce(vector, (uint)FeatureHash.Of(text, seed: 0), 1);
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
    }
}
