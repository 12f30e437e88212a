using Cairn.Activities;
using Cairn.Extensions.Idempotency;
using Cairn.Testing;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Docs.Guides.Idempotency;

/// <summary>The code of docs/guides/idempotency.md.</summary>
public sealed class IdempotencyGuide
{
    [Fact]
    public async Task A_second_attempt_debits_nothing()
    {
        var file = Path.GetTempFileName();
        var database = $"Data Source={file};Pooling=False";
        await using (var connection = new SqliteConnection(database))
        {
            await connection.OpenAsync();
            await using var create = connection.CreateCommand();
            create.CommandText = "CREATE TABLE accounts (id TEXT, cents INTEGER); INSERT INTO accounts VALUES ('a', 9)";
            await create.ExecuteNonQueryAsync();
        }

        var env = new ActivityEnvironment();
        var accounts = new Accounts(database);
        await env.RunAsync(() => accounts.DebitAsync("a", 2));
        await env.RunAsync(() => accounts.DebitAsync("a", 2));
        await using (var connection = new SqliteConnection(database))
        {
            await connection.OpenAsync();
            await using var read = connection.CreateCommand();
            read.CommandText = "SELECT cents FROM accounts";
            Assert.Equal(7L, await read.ExecuteScalarAsync());
        }

        File.Delete(file);
    }

    [Fact]
    public async Task All_attempts_send_the_same_key()
    {
        var cards = new Cards();
        var env = new ActivityEnvironment();
        var payments = new Payments(cards);
        await env.RunAsync(() => payments.ChargeAsync("o-1", 1m));
        await env.RunAsync(() => payments.ChargeAsync("o-1", 1m));
        Assert.Single(cards.Keys.Distinct());
    }
}

public sealed class Cards
{
    public List<string> Keys { get; } = [];

    public Task<string> ChargeAsync(string order, decimal amount, string idempotencyKey)
    {
        Keys.Add(idempotencyKey);
        return Task.FromResult($"{order} {amount}");
    }
}

[ActivityDefaults(StartToClose = "00:00:10")]
public sealed class Payments(Cards cards)
{
    [Activity]
    public Task<string> ChargeAsync(string order, decimal amount) =>
        cards.ChargeAsync(order, amount, ActivityExecutionContext.Current.IdempotencyKey);
}

[ActivityDefaults(StartToClose = "00:00:10")]
public sealed class Accounts(string database)
{
    [Activity]
    public async Task DebitAsync(string account, long cents)
    {
        await using var connection = new SqliteConnection(database);
        await connection.RunOnceAsync("debit", async transaction =>
        {
            await using var debit = connection.CreateCommand();
            debit.CommandText = "UPDATE accounts SET cents = cents - $cents WHERE id = $account";
            debit.Transaction = (SqliteTransaction)transaction;
            debit.Parameters.AddWithValue("$cents", cents);
            debit.Parameters.AddWithValue("$account", account);
            await debit.ExecuteNonQueryAsync();
        });
    }
}
