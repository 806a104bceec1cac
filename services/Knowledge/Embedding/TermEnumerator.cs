namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>
/// Walks the words of a text: runs of letters, divided at anything else and where camel case changes; runs with digits
/// in them as one. Allocates nothing.
/// </summary>
internal ref struct TermEnumerator(ReadOnlySpan<char> text, Span<char> scratch)
{
    /// <summary>The most characters of one word, and so the length of the scratch space.</summary>
    public const int MaxWord = 40;

    private const float IdentifierWeight = 0.12f;
    private const int MaxWordDigits = 2;

    private readonly Span<char> _word = scratch;
    private ReadOnlySpan<char> _rest = text;

    public Term Current { get; private set; } = default;

    public readonly TermEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var start = 0;
        while (start < _rest.Length && !char.IsLetterOrDigit(_rest[start]))
        {
            start++;
        }

        _rest = _rest[start..];
        if (_rest.IsEmpty)
        {
            return false;
        }

        var isIdentifier = IsIdentifier(out var length);
        length = isIdentifier ? length : WordLength();
        Current = isIdentifier ? Identifier(_rest[..length]) : Word(_rest[..length]);
        _rest = _rest[length..];
        return true;
    }

    /// <summary>
    /// Whether the run of letters and digits ahead is one identifier: 6725, 0x14ede63a, 24b. What begins as a word and
    /// has a digit or two in it (ssh2, worker12, flush2DB) is the word, and the rest.
    /// </summary>
    private readonly bool IsIdentifier(out int length)
    {
        length = 0;
        var digits = 0;
        while (length < _rest.Length && char.IsLetterOrDigit(_rest[length]))
        {
            digits += char.IsAsciiDigit(_rest[length]) ? 1 : 0;
            length++;
        }

        var letters = 0;
        while (letters < length && !char.IsAsciiDigit(_rest[letters]))
        {
            letters++;
        }

        return digits > 0 && !(letters > 1 && digits <= MaxWordDigits);
    }

    private readonly int WordLength()
    {
        var i = 1;
        while (i < _rest.Length && i < MaxWord && char.IsLetter(_rest[i]) && !StartsWord(i))
        {
            i++;
        }

        return i;
    }

    /// <summary>scoreBoard, HTTPServer: a capital after a small letter, or before one at the end of capitals.</summary>
    private readonly bool StartsWord(int i) =>
        char.IsUpper(_rest[i])
        && (char.IsLower(_rest[i - 1]) || (i + 1 < _rest.Length && char.IsLower(_rest[i + 1])));

    private static Term Identifier(ReadOnlySpan<char> run) => new([], FeatureHash.Of(run, seed: 1), IdentifierWeight);

    private readonly Term Word(ReadOnlySpan<char> run)
    {
        var lower = _word[..run.ToLowerInvariant(_word)];
        var stem = Synonyms.Canonical(Stemmer.Stem(lower));
        return new Term(stem, FeatureHash.Of(stem, seed: 2), WordWeights.Of(lower));
    }
}
