using System.Buffers;

namespace DeploymentFlex.Data.Text;

/// <summary>Collects tokens, separated by spaces, in a rented buffer.</summary>
internal ref struct TokenWriter(int capacity)
{
    /// <summary>A longer token is cut: the same in the index and in the query.</summary>
    public const int MaxToken = 128;

    private char[] _buffer = ArrayPool<char>.Shared.Rent(Math.Max(capacity, MaxToken + 1));

    public int Length { get; private set; }

    /// <summary>Writes a token in lower case; a plain English word without its ending.</summary>
    public void Write(ReadOnlySpan<char> token)
    {
        token = token.Length > MaxToken ? token[..MaxToken] : token;
        if (_buffer.Length - Length <= token.Length)
        {
            Grow();
        }

        var target = _buffer.AsSpan(Length, token.Length);
        token.ToLowerInvariant(target);
        var length = target.ContainsAnyExceptInRange('a', 'z') ? token.Length : EnglishStem.Apply(target);
        _buffer[Length + length] = ' ';
        Length += length + 1;
    }

    public override readonly string ToString() => new(_buffer.AsSpan(0, Math.Max(Length - 1, 0)));

    public readonly void Dispose() => ArrayPool<char>.Shared.Return(_buffer);

    private void Grow()
    {
        var larger = ArrayPool<char>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
