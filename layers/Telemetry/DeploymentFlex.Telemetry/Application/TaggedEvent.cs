using System.Collections;
using System.Globalization;

namespace DeploymentFlex.Telemetry.Application;

/// <summary>An event with its tags, as loggers take what is structured.</summary>
internal sealed class TaggedEvent : IReadOnlyList<KeyValuePair<string, object?>>
{
    // By this name loggers know the text that the others are put into.
    private const string Format = "{OriginalFormat}";

    private readonly KeyValuePair<string, object?>[] _items;
    private readonly string _name;

    public TaggedEvent(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _name = name;
        _items = [.. tags, new KeyValuePair<string, object?>(Format, name)];
    }

    public int Count => _items.Length;

    public KeyValuePair<string, object?> this[int index] => _items[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        string.Join(' ', [_name, .. _items.SkipLast(1).Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Key}={item.Value}"))]);
}
