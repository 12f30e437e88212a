using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Worker.Tuning;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>Options of workers, in whole runs.</summary>
public sealed class WorkerOptionTests : EngineTest
{
    [Fact]
    public async Task A_start_that_asks_for_it_gives_the_first_task_to_a_worker_of_the_same_client()
    {
        await using (StartWorker(options => options.AddWorkflow<Halves>()))
        {
            // The worker joins its connection before it polls.
            Assert.True(await EagerAsync("with-worker"));
            Assert.Equal(4, await SoonAsync(Client.GetWorkflowHandle<Halves, int>("with-worker").GetResultAsync()));
        }

        Assert.False(await EagerAsync("without-worker"));
    }

    [Fact]
    public async Task Workers_with_resource_based_and_fixed_slots_run_workflows_activities_and_local_activities()
    {
        var limits = new ResourceBasedTunerOptions(0.99, 1);
        await using var worker = StartWorker(options =>
        {
            options.Tuner = new WorkerTuner(
                new ResourceBasedSlotSupplier(new(MinimumSlots: 2), limits),
                new ResourceBasedSlotSupplier(new(MinimumSlots: 0, MaximumSlots: 3), limits),
                new FixedSizeSlotSupplier(1));
            options.AddWorkflow<Halves>().AddWorkflow<Many>().AddActivity(Half);
        });
        Assert.Equal(60, await SoonAsync(Client.ExecuteWorkflowAsync((Many w) => w.RunAsync(10), Id())));
    }

    [Fact]
    public async Task Custom_suppliers_learn_of_every_task_that_uses_their_slots_and_get_them_all_back()
    {
        var (workflows, activities, locals) = (new Recording(), new Recording(), new Recording());
        await using (StartWorker(options =>
        {
            options.Tuner = new(workflows, activities, locals);
            options.AddWorkflow<Halves>().AddWorkflow<Many>().AddActivity(Half);
        }))
        {
            Assert.Equal(6, await SoonAsync(Client.ExecuteWorkflowAsync((Many w) => w.RunAsync(1), Id())));
        }

        Assert.Contains(new SlotInfo.WorkflowSlotInfo("Many", IsSticky: false), workflows.Used);
        Assert.Contains(new SlotInfo.WorkflowSlotInfo("Many", IsSticky: true), workflows.Used);
        Assert.Equal([new SlotInfo.ActivitySlotInfo("Half")], activities.Used);
        Assert.Equal([new SlotInfo.LocalActivitySlotInfo("Half")], locals.Used);
        Assert.Equal((0, 0, 0), (workflows.Taken, activities.Taken, locals.Taken));
    }

    [Fact]
    public async Task A_patch_that_the_worker_does_not_activate_stays_off_for_the_run_in_replays_too()
    {
        var asked = new List<string>();
        await using (StartWorker(options =>
        {
            options.MaxCachedWorkflows = 0;
            options.AddWorkflow<Patches>();
            options.PatchActivationCallback = input =>
            {
                lock (asked)
                {
                    asked.Add($"{input.WorkflowInfo.WorkflowId} {input.PatchId}");
                    return input.PatchId != "off";
                }
            };
        }))
        {
            Assert.Equal("False True True", await SoonAsync(
                Client.ExecuteWorkflowAsync((Patches w) => w.RunAsync(), Id())));
        }

        Assert.Equal(["w off", "w on"], asked);
        var history = await Client.GetWorkflowHandle("w").FetchHistoryAsync();
        Assert.Equal(2, history.Events.Count(e => e.EventType == EventType.MarkerRecorded));
    }

    [Theory]
    [InlineData(true, "data input result", "4")]
    [InlineData(false, "data result", null)]
    public async Task The_marker_of_a_local_activity_holds_its_arguments_if_the_options_say_so(
        bool isIncluded, string keys, string? input)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Notes>().AddActivity(Half));
        Assert.Equal(2, await SoonAsync(Client.ExecuteWorkflowAsync((Notes w) => w.RunAsync(isIncluded), Id())));
        var history = await Client.GetWorkflowHandle("w").FetchHistoryAsync();
        var details = history.Events.Single(e => e.MarkerRecordedEventAttributes is not null)
            .MarkerRecordedEventAttributes.Details;
        Assert.Equal(keys, string.Join(' ', details.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(input, details.GetValueOrDefault("input")?.Payloads_[0].Data.ToStringUtf8());
        await new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<Notes>())
            .ReplayWorkflowAsync(history, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_build_id_that_code_sees_is_that_of_the_worker_that_ran_it_first()
    {
        await using (StartWorker(options =>
        {
            options.MaxCachedWorkflows = 0;
            options.AddWorkflow<Builds>();
        }))
        {
            var own = System.Reflection.Assembly.GetEntryAssembly()!.ManifestModule.ModuleVersionId;
            Assert.Equal($"{own} {own}", await SoonAsync(
                Client.ExecuteWorkflowAsync((Builds w) => w.RunAsync(), Id())));
        }

        var history = await Client.GetWorkflowHandle("w").FetchHistoryAsync();
        Assert.Null(await ReplayAsync(history));
        history.Events.First(e => e.WorkflowTaskCompletedEventAttributes is not null)
            .WorkflowTaskCompletedEventAttributes.WorkerVersion.BuildId = "without-timer";
        Assert.IsType<WorkflowNondeterminismException>(await ReplayAsync(history));
    }

    [Fact]
    public async Task A_replayer_can_say_which_build_runs_a_task_that_history_has_not_completed()
    {
        var handle = await Client.StartWorkflowAsync((Builds w) => w.RunAsync(), Id());
        var one = new WorkflowHistory(
            "w",
            [
                (await handle.FetchHistoryAsync()).Events.First(),
                new() { EventId = 2, EventType = EventType.WorkflowTaskScheduled },
                new()
                {
                    EventId = 3,
                    EventType = EventType.WorkflowTaskStarted,
                    WorkflowTaskStartedEventAttributes = new(),
                },
            ]);
        Assert.Null(await ReplayAsync(one));
        Assert.Contains("build refused", (await ReplayAsync(one, "refused"))?.Message, StringComparison.Ordinal);
    }

    private static async Task<Exception?> ReplayAsync(WorkflowHistory history, string? build = null)
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { BuildId = build }.AddWorkflow<Builds>());
        var result = await replayer.ReplayWorkflowAsync(
            history, throwOnReplayFailure: false, TestContext.Current.CancellationToken);
        return result.ReplayFailure;
    }

    private async Task<bool> EagerAsync(string id)
    {
        var handle = await Client.StartWorkflowAsync(
            (Halves w) => w.RunAsync(8), new(id, Queue) { RequestEagerStart = true });
        var history = await handle.FetchHistoryAsync();
        return history.Events.First().WorkflowExecutionStartedEventAttributes.EagerExecutionAccepted;
    }

    [Activity]
    private static int Half(int number) => number / 2;

    private sealed class Recording : CustomSlotSupplier
    {
        private int taken;

        public int Taken => taken;

        public ConcurrentQueue<SlotInfo> Used { get; } = new();

        public override Task<SlotPermit> ReserveSlotAsync(
            SlotReserveContext ctx, CancellationToken cancellationToken) => Task.FromResult(TryReserveSlot(ctx)!);

        public override SlotPermit? TryReserveSlot(SlotReserveContext ctx)
        {
            Interlocked.Increment(ref taken);
            return new();
        }

        public override void MarkSlotUsed(SlotMarkUsedContext ctx) => Used.Enqueue(ctx.SlotInfo);

        public override void ReleaseSlot(SlotReleaseContext ctx) => Interlocked.Decrement(ref taken);
    }

    [Workflow]
    public class Halves
    {
        [WorkflowRun]
        public Task<int> RunAsync(int number) => Task.FromResult(number / 2);
    }

    [Workflow]
    public class Notes
    {
        [WorkflowRun]
        public Task<int> RunAsync(bool isIncluded) => Workflow.ExecuteLocalActivityAsync(
            () => Half(4),
            new() { StartToCloseTimeout = TimeSpan.FromSeconds(30), IncludeArgumentsInMarker = isIncluded });
    }

    [Workflow]
    public class Builds
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var first = Workflow.CurrentBuildId;
            if (first == "refused")
            {
                throw new InvalidOperationException($"build {first}");
            }

            if (first != "without-timer")
            {
                await Workflow.DelayAsync(1);
            }

            return $"{first} {Workflow.CurrentBuildId}";
        }
    }

    [Workflow]
    public class Many
    {
        [WorkflowRun]
        public async Task<int> RunAsync(int count)
        {
            var time = TimeSpan.FromSeconds(30);
            var results = await Workflow.WhenAllAsync(Enumerable.Range(0, count).SelectMany(_ => new[]
            {
                Workflow.ExecuteActivityAsync(() => Half(4), new() { StartToCloseTimeout = time }),
                Workflow.ExecuteLocalActivityAsync(() => Half(4), new() { StartToCloseTimeout = time }),
                Workflow.ExecuteChildWorkflowAsync((Halves w) => w.RunAsync(4)),
            }));
            return results.Sum();
        }
    }

    [Workflow]
    public class Patches
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            Workflow.DeprecatePatch("old");
            var answers = $"{Workflow.Patched("off")} {Workflow.Patched("on")} ";
            await Workflow.DelayAsync(1);
            return answers + (!Workflow.Patched("off") && Workflow.Patched("on"));
        }
    }
}
