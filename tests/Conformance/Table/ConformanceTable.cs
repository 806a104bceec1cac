using System.Text;

namespace DeploymentFlex.Conformance.Table;

/// <summary>The page docs/conformance.md: written from a run, and read back to be compared with the code.</summary>
public static class ConformanceTable
{
    public const string Passed = "passed";

    // The provider has no such part: an optional one.
    private const string Absent = "–";

    private const string Introduction = """
        # Which provider passes which test?

        Each layer has one set of conformance tests (`tests/Conformance`), and every provider passes all of it: on the server that its column
        names, or inside the process where it names none. Where a server could not be run the column says that it is a stand-in, which is made
        from the vendor's public description: what that does not say is untried. `none`, `noop` and `chaos` stand in for a provider, promise
        nothing and are not here. This page is written by a run: `FLEX_WRITE_CONFORMANCE=1 ./flex test Conformance`. A test fails when a
        provider lacks its class, and when this page does not list what there is.

        """;

    /// <param name="results">What came of each case.</param>
    /// <param name="versions">The version of the server, by the column's heading; null where there is no server.</param>
    public static string Write(IReadOnlyDictionary<ConformanceCase, string> results, IReadOnlyDictionary<string, string?> versions)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(versions);
        var page = new StringBuilder(Introduction);
        foreach (var layer in results.GroupBy(static result => result.Key.Layer).OrderBy(static layer => layer.Key, StringComparer.Ordinal))
        {
            var columns = layer.Select(static result => result.Key.Column).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            page.Append("\n## ").Append(layer.Key).Append("\n\n| | ")
                .AppendJoin(" | ", columns.Select(column => versions.GetValueOrDefault(column) is { } version ? $"{column} {version}" : column)).Append(" |\n|")
                .Append(string.Concat(Enumerable.Repeat(" --- |", columns.Count + 1))).Append('\n');
            foreach (var row in layer.GroupBy(static result => (result.Key.Area, result.Key.Name)).OrderBy(static row => row.Key))
            {
                page.Append("| ").Append(row.Key.Area).Append(": ").Append(row.Key.Name).Append(" | ")
                    .AppendJoin(" | ", columns.Select(column => row.FirstOrDefault(result => result.Key.Column == column).Value ?? Absent)).Append(" |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>What a page says, without the versions.</summary>
    /// <param name="page">The page.</param>
    /// <param name="columns">The headings to know, up to the version.</param>
    public static IReadOnlyDictionary<ConformanceCase, string> Read(string page, IReadOnlyCollection<string> columns)
    {
        ArgumentNullException.ThrowIfNull(page);
        var results = new Dictionary<ConformanceCase, string>();
        var (layer, heads) = ("", Array.Empty<string>());
        foreach (var line in page.Split('\n'))
        {
            var cells = line.Trim('|').Split(" | ").Select(static cell => cell.Trim()).ToArray();
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                layer = line[3..];
            }
            else if (line.StartsWith("| | ", StringComparison.Ordinal))
            {
                heads = [.. line["| | ".Length..].TrimEnd('|', ' ').Split(" | ").Select(head => columns.FirstOrDefault(column => IsHead(head, column)) ?? head)];
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal) && cells[0].Split(": ", 2) is [var area, var name])
            {
                foreach (var (head, result) in heads.Zip(cells.Skip(1)).Where(static cell => cell.Second is not Absent))
                {
                    results[new ConformanceCase(layer, head, area, name)] = result;
                }
            }
        }

        return results;
    }

    private static bool IsHead(string head, string column) =>
        head == column || (head.StartsWith(column + " ", StringComparison.Ordinal) && char.IsAsciiDigit(head[column.Length + 1]));
}
