using Cairn.Extensions.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace Cairn.Tests.Sdk.Idempotency;

public sealed class ContextTests(PostgresServer postgres) : DatabaseTest(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_next_attempt_gets_the_result_and_changes_nothing(string kind)
    {
        var database = await OpenAsync(kind);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(70, await AttemptAsync(() => DebitOnceAsync(database)));
        }

        Assert.Equal(70, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Changes_that_were_saved_and_their_record_go_together(string kind)
    {
        var database = await OpenAsync(kind);
        await Assert.ThrowsAsync<IOException>(() => AttemptAsync(() => DebitOnceAsync(database, async shop =>
        {
            await shop.SaveChangesAsync(TestContext.Current.CancellationToken);
            throw new IOException("The bank is closed.");
        })));
        Assert.Equal(100, await BalanceAsync(database));
        Assert.Equal(70, await AttemptAsync(() => DebitOnceAsync(database)));
        Assert.Equal(70, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_attempts_at_once_one_changes_the_data_and_all_get_the_result(string kind)
    {
        var database = await OpenAsync(kind);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AttemptAsync(() =>
            DebitOnceAsync(database)))));
        Assert.All(results, result => Assert.Equal(70, result));
        Assert.Equal(70, await BalanceAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_context_that_has_a_transaction_is_refused(string kind)
    {
        var database = await OpenAsync(kind);
        await using var shop = new Shop(database);
        await shop.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync(
                TestContext.Current.CancellationToken);
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => shop.RunOnceAsync(
                "debit", () => Task.CompletedTask, new() { Key = "k" }, TestContext.Current.CancellationToken));
        });
    }

    [Fact]
    public async Task A_context_whose_work_commits_by_SQL_is_refused_in_a_sentence()
    {
        var database = await OpenAsync("SQLite");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AttemptAsync(() => DebitOnceAsync(
            database,
            shop => shop.Database.ExecuteSqlRawAsync("COMMIT", TestContext.Current.CancellationToken))));
        Assert.StartsWith("The work of debit has ended its transaction", refused.Message);
    }

    private static async Task<int> DebitOnceAsync(IDatabase database, Func<Shop, Task>? then = null)
    {
        await using var shop = new Shop(database);
        return await shop.RunOnceAsync(
            "debit",
            async () =>
            {
                var account = await shop.Accounts.SingleAsync(TestContext.Current.CancellationToken);
                account.Balance -= 30;
                await (then?.Invoke(shop) ?? Task.CompletedTask);
                return account.Balance;
            },
            cancellationToken: TestContext.Current.CancellationToken);
    }

    private sealed class Shop(IDatabase database) : DbContext
    {
        public DbSet<Account> Accounts => Set<Account>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => database.Use(optionsBuilder);

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.Property(row => row.Id).HasColumnName("id");
            account.Property(row => row.Balance).HasColumnName("balance");
        });
    }

    private sealed class Account
    {
        public string Id { get; set; } = string.Empty;

        public int Balance { get; set; }
    }
}
