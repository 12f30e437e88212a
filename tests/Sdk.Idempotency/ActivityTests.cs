using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Idempotency;
using Cairn.Testing;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Idempotency;

public sealed class ActivityTests(PostgresServer postgres) : DatabaseTest(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_activity_that_is_tried_again_does_its_work_once(string kind)
    {
        var bank = new Bank(await OpenAsync(kind));
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        using var worker = new CairnWorker(
            env.Client, new CairnWorkerOptions("q").AddWorkflow<Payment>().AddAllActivities(bank));
        var result = await worker.ExecuteAsync(
            () => env.Client.ExecuteWorkflowAsync((Payment w) => w.RunAsync(), new("w", "q")),
            TestContext.Current.CancellationToken);
        Assert.Equal([70, 40], result);
        Assert.Equal(40, await BalanceAsync(bank.Database));
        Assert.Equal(6, bank.Keys.Count);
        Assert.Equal(2, bank.Keys.Distinct().Count());
    }

    [Workflow]
    public class Payment
    {
        [WorkflowRun]
        public async Task<int[]> RunAsync() =>
        [
            await Workflow.ExecuteActivityAsync((Bank bank) => bank.DebitOnceAsync(30)),
            await Workflow.ExecuteActivityAsync((Bank bank) => bank.DebitOnceAsync(30)),
        ];
    }

    [ActivityDefaults(StartToClose = "00:01:00")]
    public sealed class Bank(IDatabase database)
    {
        public IDatabase Database => database;

        public ConcurrentQueue<string> Keys { get; } = [];

        // As if the worker were killed after the commit, twice.
        [Activity]
        public async Task<int> DebitOnceAsync(int amount)
        {
            var context = ActivityExecutionContext.Current;
            Keys.Enqueue(context.IdempotencyKey);
            await using var connection = database.NewConnection();
            var left = await connection.RunOnceAsync("debit", transaction => DebitAsync(transaction, amount));
            return context.Info.Attempt < 3 ? throw new IOException("The worker was lost.") : left;
        }
    }
}
