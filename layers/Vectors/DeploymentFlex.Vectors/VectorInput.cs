using System.Buffers;
using System.Numerics.Tensors;
using System.Text;

namespace DeploymentFlex.Vectors;

/// <summary>What a store is given may be; every provider refuses the same.</summary>
public static class VectorInput
{
    /// <summary>The most dimensions that a collection has.</summary>
    public const int MaxDimensions = 16_000;

    /// <summary>The most records that one answer has.</summary>
    public const int MaxLimit = 10_000;

    private const int MaxNameLength = 100;
    private const int MaxFields = 32;
    private const int MaxTextLength = 10_000;
    private const int MaxMetadataBytes = 32 << 10;

    // Cosines of lengths beyond these lose their precision in 32-bit floats.
    private const float MinLength = 1e-15f;
    private const float MaxLength = 1e15f;

    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> s_allowedInNames =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Refuses a name that not every provider can take.</summary>
    /// <exception cref="ArgumentException">It says what is allowed.</exception>
    public static void CheckCollection(string collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        if (collection.Length is 0 or > MaxNameLength || collection.AsSpan().ContainsAnyExcept(s_allowed))
        {
            throw new ArgumentException(
                $"The name of a collection is 1 to {MaxNameLength} characters out of a-z, 0-9, '_' and '-'.", nameof(collection));
        }
    }

    /// <summary>Refuses a number of dimensions below 1 or above <see cref="MaxDimensions"/>.</summary>
    public static void CheckDimensions(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MaxDimensions);
    }

    /// <summary>Refuses a number of records below 1 or above <see cref="MaxLimit"/>.</summary>
    public static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
    }

    /// <summary>Refuses a vector that has no direction or another dimension than its collection.</summary>
    /// <exception cref="VectorDimensionException">It has another dimension.</exception>
    /// <exception cref="ArgumentException">It is zero, as good as that, or not finite.</exception>
    public static void CheckVector(string collection, int dimensions, ReadOnlySpan<float> vector)
    {
        if (vector.Length != dimensions)
        {
            throw new VectorDimensionException(collection, dimensions, vector.Length);
        }

        // NaN fails this comparison too.
        if (TensorPrimitives.Norm(vector) is not (>= MinLength and <= MaxLength))
        {
            throw new ArgumentException($"A vector is finite and its length is from {MinLength} to {MaxLength}.", nameof(vector));
        }
    }

    /// <summary>Refuses metadata that not every provider can keep.</summary>
    /// <exception cref="ArgumentException">It says what is allowed.</exception>
    public static void CheckMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var bytes = 0;
        foreach (var (name, value) in metadata)
        {
            if (name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(s_allowedInNames) || name[0] is '-' or (>= '0' and <= '9'))
            {
                throw new ArgumentException(
                    $"The name of a metadata value is 1 to {MaxNameLength} letters of ASCII, digits, '_' and '-', no digit or '-' first.", nameof(metadata));
            }

            if (value is not { Length: <= MaxTextLength } || value.Contains('\0', StringComparison.Ordinal) || !TryCount(value, out var length))
            {
                throw new ArgumentException(
                    $"The metadata value '{name}' is not up to {MaxTextLength} characters of Unicode without NUL.", nameof(metadata));
            }

            bytes += name.Length + length;
        }

        if (metadata.Count > MaxFields || bytes > MaxMetadataBytes)
        {
            throw new ArgumentException(
                $"A record has up to {MaxFields} metadata values, of {MaxMetadataBytes} bytes in UTF-8 with their names.", nameof(metadata));
        }
    }

    /// <summary>Refuses a filter that names what no record can have.</summary>
    /// <exception cref="ArgumentException">It says what is allowed.</exception>
    public static void CheckFilter(VectorFilter? filter)
    {
        if (filter is not null)
        {
            CheckMetadata(filter.Equal);
        }
    }

    /// <summary>Refuses a filter that names nothing: it would delete the whole collection.</summary>
    public static void CheckDeletion(VectorFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.Equal.Count == 0)
        {
            throw new ArgumentException("A deletion names at least one value.", nameof(filter));
        }

        CheckFilter(filter);
    }

    // Half of a surrogate pair has no UTF-8.
    private static bool TryCount(string text, out int bytes)
    {
        bytes = Encoding.UTF8.GetByteCount(text);
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
