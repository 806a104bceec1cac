using System.Text;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>Texts by number, from 1, each kept once: metadata repeats itself, and a number is quick to compare.</summary>
internal sealed class StringTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private string[] _texts = new string[16];
    private char[] _decoded = new char[256];

    public StringTable() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _numbers.Count;

    /// <summary>The text of a number that was handed out before the caller learnt of it.</summary>
    public string this[int number] => Volatile.Read(ref _texts)[number - 1];

    /// <summary>The number of a text, or 0 when no record has it.</summary>
    public int Find(string text)
    {
        lock (_lock)
        {
            return _numbers.GetValueOrDefault(text);
        }
    }

    /// <summary>The number of a text in UTF-8, a new one when there is none. Called by the writer alone.</summary>
    public int Add(ReadOnlySpan<byte> utf8)
    {
        if (_decoded.Length < utf8.Length)
        {
            _decoded = new char[utf8.Length * 2];
        }

        var text = _decoded.AsSpan(0, Encoding.UTF8.GetChars(utf8, _decoded));
        lock (_lock)
        {
            if (_bySpan.TryGetValue(text, out var number))
            {
                return number;
            }

            number = _numbers.Count + 1;
            if (number > _texts.Length)
            {
                var larger = new string[_texts.Length * 2];
                _texts.CopyTo(larger, 0);
                Volatile.Write(ref _texts, larger);
            }

            var kept = text.ToString();
            _texts[number - 1] = kept;
            _numbers.Add(kept, number);
            return number;
        }
    }
}
