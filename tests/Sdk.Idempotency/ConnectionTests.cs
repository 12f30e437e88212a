using System.Data;
using System.Data.Common;
using Cairn.Extensions.Idempotency;

namespace Cairn.Tests.Sdk.Idempotency;

public sealed class ConnectionTests(PostgresServer postgres) : DatabaseTest(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_next_attempt_gets_the_result_and_does_not_run_the_work(string kind)
    {
        var database = await OpenAsync(kind);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(70, await AttemptAsync(() => OnceAsync(database, transaction => DebitAsync(transaction, 30))));
        }

        Assert.Equal(70, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_that_fails_leaves_nothing_behind_and_runs_again(string kind)
    {
        var database = await OpenAsync(kind);
        await Assert.ThrowsAsync<IOException>(() => AttemptAsync(() => OnceAsync<int>(database, async transaction =>
        {
            await DebitAsync(transaction, 30);
            throw new IOException("The bank is closed.");
        })));
        Assert.Equal(100, await BalanceAsync(database));
        Assert.Equal(70, await AttemptAsync(() => OnceAsync(database, transaction => DebitAsync(transaction, 30))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_lost_before_the_commit_leaves_nothing_behind(string kind)
    {
        var database = await OpenAsync(kind);
        await Assert.ThrowsAnyAsync<Exception>(() => AttemptAsync(() => OnceAsync(database, async transaction =>
        {
            await DebitAsync(transaction, 30);
            await transaction.Connection!.CloseAsync();
            return 0;
        })));
        Assert.Equal(100, await BalanceAsync(database));
        Assert.Equal(70, await AttemptAsync(() => OnceAsync(database, transaction => DebitAsync(transaction, 30))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_attempts_at_once_one_runs_the_work_and_all_get_its_result(string kind)
    {
        var database = await OpenAsync(kind);
        var runs = 0;
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AttemptAsync(() =>
            OnceAsync(database, async transaction =>
            {
                Interlocked.Increment(ref runs);
                return await DebitAsync(transaction, 30);
            })))));
        Assert.All(results, result => Assert.Equal(70, result));
        Assert.Equal(1, runs);
        Assert.Equal(70, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Another_name_another_activity_and_another_key_are_other_work(string kind)
    {
        var database = await OpenAsync(kind);
        Task<int> Debit(DbTransaction transaction) => DebitAsync(transaction, 10);
        Assert.Equal(90, await AttemptAsync(() => OnceAsync(database, Debit)));
        Assert.Equal(80, await AttemptAsync(() => OnceAsync(database, Debit, "second")));
        Assert.Equal(70, await AttemptAsync(() => OnceAsync(database, Debit), activityId: "2"));
        Assert.Equal(60, await AttemptAsync(() => OnceAsync(database, Debit, options: new() { Key = "order 7" })));
        Assert.Equal(60, await OnceAsync(database, Debit, options: new() { Key = "order 7" }));
        Assert.Equal(90, await AttemptAsync(() => OnceAsync(database, Debit)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_may_have_no_result_and_its_connection_may_be_open_before(string kind)
    {
        var database = await OpenAsync(kind);
        await using var connection = database.NewConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var options = new RunOnceOptions { Key = "k", IsolationLevel = IsolationLevel.Serializable };
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await connection.RunOnceAsync(
                "debit",
                Task (transaction) => DebitAsync(transaction, 30),
                options,
                TestContext.Current.CancellationToken);
        }

        Assert.Equal(ConnectionState.Open, connection.State);
        Assert.Equal(70, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_of_the_user_is_used_and_none_is_made_where_that_is_forbidden(string kind)
    {
        var database = await OpenAsync(kind);
        var options = new RunOnceOptions { Key = "k", Table = "done_work", CreatesTable = false };
        var missing = await Assert.ThrowsAnyAsync<DbException>(() =>
            OnceAsync(database, transaction => DebitAsync(transaction, 30), options: options));
        Assert.Contains("done_work", missing.Message);
        await ExecuteAsync(database, RunOnceTable.CreateSql("done_work"));
        Assert.Equal(70, await OnceAsync(database, transaction => DebitAsync(transaction, 30), options: options));
        Assert.Equal(1L, Convert.ToInt64(await ExecuteAsync(database, "SELECT count(*) FROM done_work"), null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_that_ends_its_transaction_is_refused(string kind)
    {
        var database = await OpenAsync(kind);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AttemptAsync(() => OnceAsync(
            database,
            async transaction =>
            {
                await transaction.CommitAsync(TestContext.Current.CancellationToken);
                return 1;
            })));
        Assert.StartsWith("The work of debit has ended its transaction", refused.Message);
    }

    [Theory]
    [InlineData("SQLite", "COMMIT")]
    [InlineData("SQLite", "ROLLBACK")]
    [InlineData("PostgreSQL", "ROLLBACK")]
    public async Task Work_that_ends_its_transaction_by_SQL_is_refused(string kind, string sql)
    {
        var database = await OpenAsync(kind);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AttemptAsync(() => OnceAsync(
            database,
            async transaction =>
            {
                await DebitAsync(transaction, 30);
                await using var command = transaction.Connection!.CreateCommand();
                (command.Transaction, command.CommandText) = (transaction, sql);
                return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            })));
        Assert.StartsWith("The work of debit has ended its transaction", refused.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_inside_of_other_work_on_one_connection_is_refused_in_a_sentence(string kind)
    {
        var database = await OpenAsync(kind);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AttemptAsync(() => OnceAsync(
            database,
            transaction => transaction.Connection!.RunOnceAsync(
                "inner", inner => DebitAsync(inner, 10), cancellationToken: TestContext.Current.CancellationToken))));
        Assert.StartsWith(
            "RunOnceAsync of inner cannot begin its transaction: its connection is in one", refused.Message);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
        Assert.Equal(100, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_inside_of_a_transaction_of_the_caller_is_refused_in_a_sentence(string kind)
    {
        var database = await OpenAsync(kind);
        await using var connection = database.NewConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var own = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AttemptAsync(() =>
            connection.RunOnceAsync(
                "debit", inner => DebitAsync(inner, 10), cancellationToken: TestContext.Current.CancellationToken)));
        Assert.StartsWith(
            "RunOnceAsync of debit cannot begin its transaction: its connection is in one", refused.Message);
        await own.RollbackAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_row_without_a_result_says_that_an_earlier_attempt_ended_its_transaction()
    {
        var database = await OpenAsync("SQLite");
        async Task<int> CommitAsync(DbTransaction transaction)
        {
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            return 1;
        }

        var options = new RunOnceOptions { Key = "k" };
        await Assert.ThrowsAsync<InvalidOperationException>(() => OnceAsync(database, CommitAsync, options: options));
        var later = await Assert.ThrowsAsync<InvalidOperationException>(
            () => OnceAsync(database, CommitAsync, options: options));
        Assert.StartsWith("The work of debit ended its transaction in an earlier attempt", later.Message);
    }

    [Fact]
    public async Task Work_that_returns_no_task_is_named()
    {
        var database = await OpenAsync("SQLite");
        var options = new RunOnceOptions { Key = "k" };
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => OnceAsync<int>(database, _ => null!, options: options));
        Assert.Equal("The work of debit returned null instead of a task", refused.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_result_of_another_type_is_refused_with_its_name(string kind)
    {
        var database = await OpenAsync(kind);
        await AttemptAsync(() => OnceAsync(database, _ => Task.FromResult("text")));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AttemptAsync(() =>
            OnceAsync(database, transaction => DebitAsync(transaction, 30))));
        Assert.StartsWith("The result that cairn_run_once keeps of debit (", refused.Message);
    }

    [Fact]
    public async Task A_wrong_argument_is_refused_by_name()
    {
        var database = await OpenAsync("SQLite");
        static Task<int> Work(DbTransaction transaction) => Task.FromResult(1);
        var outside = await Assert.ThrowsAsync<InvalidOperationException>(() => OnceAsync(database, Work));
        Assert.StartsWith("RunOnceAsync of debit is called outside of an activity", outside.Message);
        await RefusedAsync("name", () => OnceAsync(database, Work, ""));
        await RefusedAsync("name", () => OnceAsync(database, Work, new string('n', 201)));
        await RefusedAsync("Key", () => OnceAsync(database, Work, options: new() { Key = "" }));
        await RefusedAsync("table", () => OnceAsync(database, Work, options: new() { Table = "a; DROP TABLE b" }));
        await RefusedAsync("work", () => OnceAsync<int>(database, null!));
        Assert.Throws<ArgumentException>(() => RunOnceTable.CreateSql("1st"));

        static async Task RefusedAsync(string parameter, Func<Task> call) =>
            Assert.Equal(parameter, (await Assert.ThrowsAnyAsync<ArgumentException>(call)).ParamName);
    }

    private static async Task<T> OnceAsync<T>(
        IDatabase database, Func<DbTransaction, Task<T>> work, string name = "debit", RunOnceOptions? options = null)
    {
        await using var connection = database.NewConnection();
        return await connection.RunOnceAsync(name, work, options, TestContext.Current.CancellationToken);
    }
}
