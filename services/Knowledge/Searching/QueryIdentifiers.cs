namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>
/// The words of a query that name one thing: block and session ids, addresses, ports, process ids. A word of at least
/// four characters with a digit in it is one.
/// </summary>
internal sealed class QueryIdentifiers
{
    private const int MinLength = 4;
    private const string Edges = "\"'`()[]{}<>,;:.!?=/";

    private readonly string[] _identifiers;

    public QueryIdentifiers(string query) =>
        _identifiers = [.. query
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => word.Trim(Edges.ToCharArray()))
            .Where(static word => word.Length >= MinLength && word.AsSpan().ContainsAnyInRange('0', '9'))
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    public bool Any => _identifiers.Length > 0;

    /// <summary>The share of them that a text holds as whole words, 0 to 1.</summary>
    public double ShareIn(string text) => Any ? (double)_identifiers.Count(identifier => Holds(text, identifier)) / _identifiers.Length : 0;

    private static bool Holds(string text, string identifier)
    {
        for (var start = 0; start <= text.Length - identifier.Length; start++)
        {
            start = text.IndexOf(identifier, start, StringComparison.OrdinalIgnoreCase);
            if (start < 0)
            {
                return false;
            }

            if (IsEdge(text, start - 1) && IsEdge(text, start + identifier.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEdge(string text, int index) => index < 0 || index >= text.Length || !char.IsLetterOrDigit(text[index]);
}
