using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Worker;
using Cairn.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

public class FaultTests
{
    private static readonly WorkflowFaultsOptions Options = new()
    {
        Seeds = 20,
        Environment = new() { LoggerFactory = NullLoggerFactory.Instance },
    };

    [Fact]
    public async Task A_sound_workflow_stands_crashes_retries_and_signals_that_come_late_or_twice()
    {
        var faults = await WorkflowFaults.ExploreAsync(
            env => SellAsync(env, new Till()), Options, TestContext.Current.CancellationToken);

        Assert.True(faults > 20, $"Only {faults} faults in {Options.Seeds} runs.");
    }

    [Fact]
    public async Task An_activity_that_must_not_run_twice_breaks_at_a_seed_that_repeats()
    {
        var first = await Assert.ThrowsAsync<WorkflowFaultsException>(ExploreAsync);
        var again = await Assert.ThrowsAsync<WorkflowFaultsException>(
            () => CareAsync(Options with { FirstSeed = first.Seed, Seeds = 1 }));

        Assert.Equal(first.Seed, again.Seed);
        Assert.Equal(first.Faults, again.Faults);
        Assert.Contains(first.Faults, fault => fault.Contains("Charge", StringComparison.Ordinal));
        Assert.Contains($"FirstSeed = {first.Seed}", first.Message, StringComparison.Ordinal);

        static Task ExploreAsync() => CareAsync(Options);

        static Task CareAsync(WorkflowFaultsOptions options) => WorkflowFaults.ExploreAsync(
            async env =>
            {
                var till = new Till();
                await SellAsync(env, till);
                Assert.Equal(1, till.Charges);
            },
            options,
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Code_that_is_not_deterministic_breaks()
    {
        var error = await Assert.ThrowsAsync<WorkflowFaultsException>(() => WorkflowFaults.ExploreAsync(
            async env =>
            {
                using var worker = new CairnWorker(
                    env.Client,
                    new CairnWorkerOptions("q").AddWorkflow<MoodyFlow>().AddAllActivities(new CallActs()));
                await worker.RunAsync(() => env.Client.ExecuteWorkflowAsync(
                    (MoodyFlow flow) => flow.RunAsync(), new("moody", "q")));
            },
            Options with { LostWorkflowTasks = 0.5 },
            TestContext.Current.CancellationToken));

        Assert.IsType<WorkflowTaskFailedException>(error.InnerException);
    }

    [Fact]
    public async Task An_option_out_of_range_is_refused() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => WorkflowFaults.ExploreAsync(
            _ => Task.CompletedTask, new() { LateSignals = 2 }, TestContext.Current.CancellationToken));

    private static async Task SellAsync(WorkflowEnvironment env, Till till)
    {
        using var worker = new CairnWorker(
            env.Client, new CairnWorkerOptions("q").AddWorkflow<SaleFlow>().AddAllActivities(till));
        var result = await worker.RunAsync(async () =>
        {
            var handle = await env.Client.StartWorkflowAsync((SaleFlow flow) => flow.RunAsync(), new("sale", "q"));
            await handle.SignalAsync(flow => flow.AddAsync("apple"));
            await handle.SignalAsync(flow => flow.AddAsync("pear"));
            return await handle.GetResultAsync();
        });
        Assert.Equal("apple pear, charged", result);
    }

    [Workflow]
    public class SaleFlow
    {
        private readonly SortedSet<string> items = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => items.Count == 2);
            var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
            var charged = await Workflow.ExecuteActivityAsync((Till till) => till.Charge(), options);
            await Workflow.DelayAsync(TimeSpan.FromDays(30));
            return $"{string.Join(' ', items)}, {charged}";
        }

        [WorkflowSignal]
        public Task AddAsync(string item)
        {
            items.Add(item);
            return Task.CompletedTask;
        }
    }

    public class Till
    {
        private int charges;

        public int Charges => charges;

        [Activity]
        public string Charge()
        {
            Interlocked.Increment(ref charges);
            return "charged";
        }
    }

    [Workflow]
    public class MoodyFlow
    {
        private static int s_runs;

        [WorkflowRun]
        public async Task RunAsync()
        {
            if (Interlocked.Increment(ref s_runs) % 2 == 1)
            {
                await Workflow.DelayAsync(TimeSpan.FromHours(1));
            }
            else
            {
                await Workflow.ExecuteActivityAsync(
                    (CallActs acts) => acts.CallAsync("x"), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            }
        }
    }
}
