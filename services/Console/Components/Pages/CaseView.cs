using DeploymentFlex.Services.Console.Backend;

namespace DeploymentFlex.Services.Console.Components.Pages;

/// <summary>What the list of cases shows: its filter, place and order, as they stand in the address.</summary>
/// <param name="Sort">A column's name, with a dash before it for descending; null for newest first.</param>
public sealed record CaseView(string? Status, string? Assignee, string? Cursor, string? Sort)
{
    public bool IsFiltered => Status is not null || Assignee is not null || Cursor is not null;

    public string Href => $"/cases{QueryString.Create(Given())}";

    /// <summary>The list with another status, from its start.</summary>
    public CaseView With(string? status) => this with { Status = status, Cursor = null };

    /// <summary>The list sorted by a column; by the same column again the other way round.</summary>
    public CaseView SortedBy(string column) => this with { Sort = Sort == column ? $"-{column}" : column };

    /// <summary>What <c>aria-sort</c> says of a column.</summary>
    public string? DirectionOf(string column) => Sort == column ? "ascending" : Sort == $"-{column}" ? "descending" : null;

    /// <summary>The cases of one page in the order of the view.</summary>
    public IEnumerable<CaseItem> Order(IReadOnlyList<CaseItem> items)
    {
        var sorted = Sort?.TrimStart('-') switch
        {
            "title" => items.OrderBy(static item => item.Title, StringComparer.OrdinalIgnoreCase),
            "status" => items.OrderBy(static item => Rank(item.Status)),
            "assignee" => items.OrderBy(static item => item.Assignee is null).ThenBy(static item => item.Assignee, StringComparer.OrdinalIgnoreCase),
            "updated" => items.OrderBy(static item => item.UpdatedAt),
            "created" => items.OrderBy(static item => item.CreatedAt),
            _ => (IEnumerable<CaseItem>)items,
        };
        return Sort?.StartsWith('-') == true ? sorted.Reverse() : sorted;
    }

    private static int Rank(string status) => status switch { "open" => 0, "investigating" => 1, _ => 2 };

    private IEnumerable<KeyValuePair<string, string?>> Given() =>
        from item in new[] { ("status", Status), ("assignee", Assignee), ("sort", Sort), ("cursor", Cursor) }
        where item.Item2 is not null
        select KeyValuePair.Create(item.Item1, item.Item2);
}
