using System.Data.Common;
using DeploymentFlex.Data.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

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
        await using var insert = Command(context, "INSERT INTO text_index (tokens, keys, id) VALUES ($tokens, $keys, $id)");
        var tokens = Add(insert, "$tokens");
        var keys = Add(insert, "$keys");
        var id = Add(insert, "$id");
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
        await using var delete = Command(
            context, "DELETE FROM text_index WHERE rowid IN (SELECT rowid FROM text_index WHERE text_index MATCH $match)");
        Add(delete, "$match").Value = $"keys : \"{SourceKey(source)}\"";
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

        var match = $"tokens : ({string.Join(" OR ", terms.Select(static term => $"\"{term}\""))})";
        await using var search = Command(
            context,
            """
            SELECT id, -bm25(text_index, 1.0, 0.0) AS score FROM text_index WHERE text_index MATCH $match
            ORDER BY score DESC, rowid LIMIT $limit
            """);
        Add(search, "$match").Value = query.Scope is { } scope ? $"{match} AND keys : \"{ScopeKey(scope)}\"" : match;
        Add(search, "$limit").Value = query.Limit;
        await using var reader = await search.ExecuteReaderAsync(cancellationToken);
        var hits = new List<TextHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new TextHit(new Guid((byte[])reader.GetValue(0), bigEndian: true), reader.GetDouble(1)));
        }

        return hits;
    }

    private static string ScopeKey(Guid scope) => $"s{scope:N}";

    private static string SourceKey(Guid source) => $"e{source:N}";

    private static DbCommand Command(ServiceDbContext context, string sql)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
