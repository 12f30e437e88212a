using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class BatchActivityTests : EngineTest
{
    private static readonly BatchOptions Three = new() { MaxItems = 3, MaxWait = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task As_many_as_a_batch_takes_are_run_by_one_call()
    {
        var sizes = new ConcurrentQueue<int>();
        await using var worker = StartWorker(options => Prices(options, Three, items =>
        {
            sizes.Enqueue(items.Count);
            foreach (var item in items)
            {
                item.Complete(item.Input.Length);
            }
        }));
        Assert.Equal("1 2 3 4 5 6", await RunAsync("a", "bb", "ccc", "dddd", "eeeee", "ffffff"));
        Assert.Equal([3, 3], sizes);
    }

    [Fact]
    public async Task A_batch_that_is_not_full_begins_after_its_wait()
    {
        await using var worker = StartWorker(options => Prices(
            options,
            new() { MaxWait = TimeSpan.FromMilliseconds(5) },
            items => items[0].Complete(items.Count)));
        Assert.Equal("1", await RunAsync("a"));
    }

    [Fact]
    public async Task Each_item_completes_or_is_tried_again_by_itself()
    {
        var inputs = new ConcurrentQueue<string>();
        await using var worker = StartWorker(options => Prices(
            options,
            new() { MaxItems = 3, MaxWait = TimeSpan.FromMilliseconds(200) },
            items =>
            {
                foreach (var item in items)
                {
                    inputs.Enqueue($"{item.Input}{item.Context.Info.Attempt}");
                    if (item.Input == "b" && item.Context.Info.Attempt == 1)
                    {
                        item.Fail(new IOException("not yet"));
                    }
                    else
                    {
                        item.Complete(item.Context.Info.Attempt);
                    }
                }
            }));
        Assert.Equal("1 2 1", await RunAsync("a", "b", "c"));
        Assert.Equal(["a1", "b1", "b2", "c1"], inputs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_code_of_a_batch_throws_fails_the_items_that_it_has_not_ended()
    {
        var limits = new BatchOptions { MaxItems = 3, MaxWait = TimeSpan.FromMilliseconds(200) };
        await using var worker = StartWorker(options => Prices(options, limits, items =>
        {
            foreach (var item in items.Where(item => item.Input == "a" || item.Context.Info.Attempt == 2))
            {
                item.Complete(item.Context.Info.Attempt);
            }

            throw new IOException("The price list is gone.");
        }));
        Assert.Equal("1 2 2", await RunAsync("a", "b", "c"));
    }

    [Fact]
    public async Task An_item_that_the_code_forgets_fails_and_says_so()
    {
        await using var worker = StartWorker(options => Prices(options, Three, _ => { }));
        var failed = await ReasonAsync(RunOnceAsync("a", "b", "c"));
        Assert.StartsWith("The code of batch activity Price has ended without the end of this item", failed.Message);
    }

    [Fact]
    public async Task The_code_of_a_batch_cannot_take_items_out_of_it()
    {
        await using var worker = StartWorker(options => Prices(
            options, Three, items => ((IList<BatchItem<string, int>>)items).Clear()));
        var failed = await ReasonAsync(RunOnceAsync("a", "b", "c"));
        Assert.Equal(
            nameof(NotSupportedException), Assert.IsType<ApplicationFailureException>(failed).ErrorType);
    }

    [Fact]
    public async Task An_item_that_is_ended_twice_is_refused()
    {
        await using var worker = StartWorker(options => Prices(options, Three, items =>
        {
            items[0].Complete(1);
            items[0].Complete(2);
        }));
        var failed = await ReasonAsync(RunOnceAsync("a", "b", "c"));
        Assert.Contains("has ended already: complete or fail each item of a batch once", failed.Message);
    }

    [Fact]
    public async Task The_code_of_a_batch_runs_in_the_context_of_no_item_and_knows_each_key()
    {
        var found = new ConcurrentQueue<string>();
        await using var worker = StartWorker(options => Prices(options, Three, items =>
        {
            found.Enqueue($"{ActivityExecutionContext.HasCurrent} "
                + items.Select(item => item.Context.IdempotencyKey).Distinct().Count());
            foreach (var item in items)
            {
                item.Context.Heartbeat(item.Input);
                item.Complete(1);
            }
        }));
        await RunAsync("a", "b", "c");
        Assert.Equal(["False 3"], found);
    }

    [Fact]
    public async Task An_item_that_its_worker_cancels_while_it_waits_leaves_the_batch()
    {
        var calls = 0;
        var worker = StartWorker(options => Prices(options, Three, _ => calls++));
        string[] items = ["a"];
        var handle = await Client.StartWorkflowAsync((Shop w) => w.RunAsync(items, 1), Id());
        await SoonAsync(StartedAsync(handle));

        // The end of the worker cancels its attempts; it would wait a minute for one that stays in its batch.
        await SoonAsync(worker.DisposeAsync().AsTask());
        Assert.Equal(0, calls);
    }

    [Fact]
    public void A_limit_out_of_its_range_is_refused_by_name()
    {
        Refused("MaxItems", new() { MaxItems = 0 });
        Refused("MaxWait", new() { MaxWait = TimeSpan.FromSeconds(61) });
        Refused("MaxWait", new() { MaxWait = TimeSpan.FromSeconds(-1) });

        static void Refused(string option, BatchOptions limits) => Assert.Equal(
            option,
            Assert.Throws<ArgumentOutOfRangeException>(() => new CairnWorkerOptions("q")
                .AddBatchActivity<string, int>("Price", _ => Task.CompletedTask, limits)).ParamName);
    }

    private static void Prices(
        CairnWorkerOptions options, BatchOptions limits, Action<IReadOnlyList<BatchItem<string, int>>> batch) =>
        options.AddWorkflow<Shop>().AddBatchActivity<string, int>(
            "Price",
            items =>
            {
                batch(items);
                return Task.CompletedTask;
            },
            limits);

    private static async Task StartedAsync(WorkflowHandle handle)
    {
        while ((await handle.DescribeAsync()).PendingActivities.All(a => a.State != PendingActivityState.Started))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> RunAsync(params string[] items)
    {
        var handle = await Client.StartWorkflowAsync((Shop w) => w.RunAsync(items, 0), Id());
        return await SoonAsync(handle.GetResultAsync());
    }

    private async Task<string> RunOnceAsync(params string[] items)
    {
        var handle = await Client.StartWorkflowAsync((Shop w) => w.RunAsync(items, 1), Id());
        return await SoonAsync(handle.GetResultAsync());
    }

    public interface IPrices
    {
        [Activity]
        [ActivityDefaults(StartToClose = "00:01:00", InitialInterval = "00:00:00.001")]
        Task<int> PriceAsync(string item);
    }

    [Workflow]
    public class Shop
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string[] items, int attempts)
        {
            var prices = await Workflow.WhenAllAsync(items.Select(item => attempts == 0
                ? Workflow.ExecuteActivityAsync((IPrices prices) => prices.PriceAsync(item))
                : Workflow.ExecuteActivityAsync(
                    (IPrices prices) => prices.PriceAsync(item),
                    new() { RetryPolicy = new() { MaximumAttempts = attempts } })));
            return string.Join(" ", prices);
        }
    }
}
