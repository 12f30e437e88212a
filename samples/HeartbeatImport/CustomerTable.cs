using Microsoft.Data.Sqlite;

namespace HeartbeatImport;

/// <summary>A table in an SQLite file, which is not too fast.</summary>
/// <param name="path">The file.</param>
public sealed class CustomerTable(string path)
{
    private static readonly TimeSpan s_timePerBatch = TimeSpan.FromMilliseconds(20);

    private readonly string connectionString = $"Data Source={path};Pooling=False";

    /// <summary>Creates the table, unless it is there.</summary>
    public async Task CreateAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "CREATE TABLE IF NOT EXISTS customers (id INTEGER PRIMARY KEY, name TEXT, writes INTEGER)";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Writes lines, all or none. A line that is written twice is there once: the key sees to it.</summary>
    public async Task UpsertAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        await Task.Delay(s_timePerBatch, cancellationToken);
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var fields in lines.Select(line => line.Split(',')))
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                INSERT INTO customers (id, name, writes) VALUES (@id, @name, 1)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, writes = writes + 1
                """;
            command.Parameters.AddWithValue("@id", fields[0]);
            command.Parameters.AddWithValue("@name", fields[1]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>How many customers there are, and how many of them were written more than once.</summary>
    public async Task<(long Customers, long WrittenAgain)> CountAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), count(*) FILTER (WHERE writes > 1) FROM customers";
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
