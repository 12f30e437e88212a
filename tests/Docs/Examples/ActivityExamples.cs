using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Extensions.Idempotency;
using Cairn.Worker;
using Cairn.Workflows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cairn.Tests.Docs.Examples;

/// <summary>The code of docs/beyond-temporal.md on activities.</summary>
public static class ActivityExamples
{
    [ActivityDefaults(StartToClose = "00:00:30", MaxAttempts = 5)]
    public interface IPayments
    {
        [Activity]
        [ActivityDefaults(NonRetryable = ["CardDeclined"])]
        Task<string> ChargeAsync(string order, decimal amount, CancellationToken cancellationToken);
    }

    [Workflow]
    public class OrderWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string order, decimal amount)
        {
            return await Workflow.ExecuteActivityAsync((IPayments p) => p.ChargeAsync(order, amount, default));
        }
    }

    public sealed record Cursor(long Offset);

    public interface ISource
    {
        IAsyncEnumerable<Cursor> ReadAsync(long offset);
    }

    public sealed class Imports(ISource source)
    {
        [Activity]
        [ActivityDefaults(StartToClose = "06:00:00", Heartbeat = "00:00:30")]
        public async Task ImportAsync()
        {
            var progress = await ActivityProgress.ResumeAsync(new Cursor(0), stallLimit: 3);
            await foreach (var reached in source.ReadAsync(progress.Value.Offset))
            {
                progress.Report(reached);
            }
        }
    }

    public interface ICards
    {
        Task<string> ChargeAsync(decimal amount, string idempotencyKey);
    }

    public sealed class Accounts(string connectionString, ICards cards, Shop shop)
    {
        [Activity]
        public Task<string> ChargeAsync(decimal amount) =>
            cards.ChargeAsync(amount, ActivityExecutionContext.Current.IdempotencyKey);

        [Activity]
        public async Task DebitAsync(string account, decimal amount)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.RunOnceAsync("debit", async transaction =>
            {
                await using var debit = connection.CreateCommand();
                debit.CommandText = "UPDATE accounts SET balance = balance - @amount WHERE id = @account";
                debit.Transaction = (NpgsqlTransaction)transaction;
                debit.Parameters.AddWithValue("amount", amount);
                debit.Parameters.AddWithValue("account", account);
                await debit.ExecuteNonQueryAsync();
            });
        }

        [Activity]
        public Task PlaceOrderAsync(Order order) => shop.RunOnceAsync("place order", async () =>
        {
            await shop.Orders.AddAsync(order);
        });
    }

    public interface ICatalogue
    {
        Task<IReadOnlyDictionary<string, decimal>> PricesAsync(IEnumerable<string> items);
    }

    public static class Workers
    {
        public static void AddPrices(CairnWorkerOptions options, ICatalogue catalogue)
        {
            options.AddBatchActivity<string, decimal>("Price", async items =>
            {
                var prices = await catalogue.PricesAsync(items.Select(item => item.Input));
                foreach (var item in items)
                {
                    if (prices.TryGetValue(item.Input, out var price))
                    {
                        item.Complete(price);
                    }
                    else
                    {
                        item.Fail(new ApplicationFailureException($"No such item: {item.Input}", nonRetryable: true));
                    }
                }
            }, new() { MaxItems = 100, MaxWait = TimeSpan.FromMilliseconds(50) });
        }
    }

    public sealed class Order
    {
        public int Id { get; set; }
    }

    public sealed class Shop : DbContext
    {
        public DbSet<Order> Orders => Set<Order>();
    }
}
