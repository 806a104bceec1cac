using DeploymentFlex.Data.Text;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>
/// The text index on FTS5 (https://sqlite.org/fts5.html). Tokens are made here and given to FTS5 joined by spaces; its
/// ASCII tokenizer keeps each as it is. Scope and source are tokens of a second column, so that FTS5 itself narrows a
/// search down to a scope and finds what to remove.
/// </summary>
internal sealed class SqliteTextIndex : ITextIndex
{
    public const string CreateSql =
        """
        CREATE VIRTUAL TABLE text_index USING fts5(tokens, keys, id UNINDEXED, tokenize = "ascii tokenchars '._-:/\@$#%+,'")
        """;

    public async Task AddAsync(
        ServiceDbContext context, IReadOnlyList<TextDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(documents);
        await using var insert = context.Command("INSERT INTO text_index (tokens, keys, id) VALUES ($tokens, $keys, $id)");
        var tokens = insert.Add("$tokens");
        var keys = insert.Add("$keys");
        var id = insert.Add("$id");
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tokens.Value = TextTokenizer.Join(document.Text);
            keys.Value = $"{ScopeKey(document.Scope)} {SourceKey(document.Source)}";
            id.Value = document.Id.ToByteArray(bigEndian: true);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public async Task RemoveAsync(ServiceDbContext context, Guid source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await using var delete = context.Command(
            "DELETE FROM text_index WHERE rowid IN (SELECT rowid FROM text_index WHERE text_index MATCH $match)");
        delete.Add("$match").Value = $"keys : \"{SourceKey(source)}\"";
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<TextHit>> SearchAsync(
        ServiceDbContext context, TextQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(query);
        var terms = QueryTerms.Of(query.Text);
        if (terms.Count == 0 || query.Limit <= 0)
        {
            return [];
        }

        var search = new SqliteTextSearch(context, query.Scope is { } scope ? $" AND keys : \"{ScopeKey(scope)}\"" : string.Empty);
        return await search.RunAsync(terms, query.Limit, cancellationToken);
    }

    private static string ScopeKey(Guid scope) => $"s{scope:N}";

    private static string SourceKey(Guid source) => $"e{source:N}";
}
