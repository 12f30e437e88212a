using System.Data.Common;
using Cairn.Testing;

namespace Cairn.Tests.Sdk.Idempotency;

/// <summary>Tests that run on a database of each kind.</summary>
public abstract class DatabaseTest(PostgresServer postgres) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private readonly List<IDatabase> opened = [];

    public static TheoryData<string> Kinds => ["SQLite", "PostgreSQL"];

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => default;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in opened)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A database with a table of accounts, one with 100 in it.</summary>
    protected async Task<IDatabase> OpenAsync(string kind)
    {
        IDatabase database = kind == "SQLite"
            ? new SqliteDatabase()
            : new PostgresDatabase(await postgres.NewDatabaseAsync());
        opened.Add(database);
        await ExecuteAsync(
            database,
            """
            CREATE TABLE accounts (id varchar(20) PRIMARY KEY, balance integer NOT NULL);
            INSERT INTO accounts VALUES ('ada', 100);
            """);
        return database;
    }

    /// <summary>Runs an attempt of an activity.</summary>
    protected static Task<T> AttemptAsync<T>(Func<Task<T>> code, string activityId = "1") =>
        new ActivityEnvironment { Info = ActivityEnvironment.DefaultInfo with { ActivityId = activityId } }
            .RunAsync(code);

    /// <summary>Takes money from the account; returns what is left.</summary>
    protected static async Task<int> DebitAsync(DbTransaction transaction, int amount)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE accounts SET balance = balance - {amount} RETURNING balance";
        return Convert.ToInt32(
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), null);
    }

    protected static async Task<int> BalanceAsync(IDatabase database) =>
        Convert.ToInt32(await ExecuteAsync(database, "SELECT balance FROM accounts"), null);

    protected static async Task<object?> ExecuteAsync(IDatabase database, string sql)
    {
        await using var connection = database.NewConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
