using System.Data.Common;
using System.Globalization;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>The rows of the provider <c>database</c>, as somebody sees and changes them who has the database and no key.</summary>
internal sealed class CredentialTables : IAsyncDisposable
{
    private static readonly string[] s_tables = ["credentials", "credential_seals", "data_keys"];

    private readonly DbConnection _connection;
    private readonly List<Row> _rows = [];

    private CredentialTables(DbConnection connection) => _connection = connection;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Takes the rows as they are, to have them back.</summary>
    public static async Task<CredentialTables> OpenAsync(DbConnection connection)
    {
        await connection.OpenAsync(Token);
        var tables = new CredentialTables(connection);
        foreach (var table in s_tables)
        {
            await tables.ReadAsync(table);
        }

        return tables;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>All rows, with one bit of one value flipped, in turn.</summary>
    public IEnumerable<(string Where, IReadOnlyList<Row> Rows)> Damages() =>
        from row in _rows
        from column in row.Values.Keys
        from value in Flipped(row.Values[column])
        select ($"{row.Table}.{column}", (IReadOnlyList<Row>)[.. _rows.Select(item => item == row ? row with { Values = new(row.Values) { [column] = value } } : item)]);

    /// <summary>Puts the rows back, those of one table where it is named.</summary>
    public Task RestoreAsync(string? table = null) => table is null ? WriteAsync(_rows) : WriteAsync([.. _rows.Where(row => row.Table == table)], table);

    /// <summary>Gives the rows of two names to each other.</summary>
    public Task SwapAsync(string one, string other, params string[] tables) => WriteAsync([.. _rows.Select(row => !tables.Contains(row.Table) ? row : row with
    {
        Values = new(row.Values) { ["Name"] = (string)row.Values["Name"] == one ? other : (string)row.Values["Name"] == other ? one : row.Values["Name"] },
    })]);

    public async Task WriteAsync(IReadOnlyList<Row> rows, params string[] tables)
    {
        await using var transaction = await _connection.BeginTransactionAsync(Token);
        foreach (var table in tables.Length == 0 ? s_tables : tables)
        {
            await using var delete = Command($"DELETE FROM {table}", transaction);
            await delete.ExecuteNonQueryAsync(Token);
        }

        foreach (var row in rows)
        {
            var names = row.Values.Keys.ToList();
            await using var insert = Command(
                $"INSERT INTO {row.Table} ({string.Join(", ", names.Select(static name => $"\"{name}\""))}) VALUES ({string.Join(", ", names.Select(static (_, i) => $"@p{i}"))})", transaction);
            foreach (var (name, i) in names.Select(static (name, i) => (name, i)))
            {
                var parameter = insert.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
                parameter.Value = row.Values[name];
                insert.Parameters.Add(parameter);
            }

            await insert.ExecuteNonQueryAsync(Token);
        }

        await transaction.CommitAsync(Token);
    }

    private async Task ReadAsync(string table)
    {
        await using var select = Command($"SELECT * FROM {table}", transaction: null);
        await using var reader = await select.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            _rows.Add(new Row(table, Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue)));
        }
    }

    private DbCommand Command(string sql, DbTransaction? transaction)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Of names of this file alone.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    // The lowest bit, so that a text stays one.
    private static IEnumerable<object> Flipped(object value) => value switch
    {
        long number => [number ^ 1],
        int number => [number ^ 1],
        string text => [Flip(text, 0), Flip(text, text.Length - 1)],
        byte[] bytes => [Flip(bytes, 0), Flip(bytes, bytes.Length / 2), Flip(bytes, bytes.Length - 1)],
        _ => [1L],
    };

    private static string Flip(string text, int at) => string.Concat(text[..at], (char)(text[at] ^ 1), text[(at + 1)..]);

    private static byte[] Flip(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    /// <summary>A row of one of the tables.</summary>
    internal sealed record Row(string Table, Dictionary<string, object> Values);
}
