using Cairn.Api.Enums.V1;
using Cairn.Activities;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>Workflows with children, with others that they signal, with chains, and local activities.</summary>
public sealed class FamilyTests : EngineTest
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task A_parent_gets_the_results_and_failures_of_its_children_and_replays(int cachedWorkflows)
    {
        await using var worker = StartWorker(options =>
        {
            options.MaxCachedWorkflows = cachedWorkflows;
            options.AddWorkflow<Parent>().AddWorkflow<Child>();
        });
        var handle = await Client.StartWorkflowAsync((Parent w) => w.RunAsync(), Id());
        Assert.Equal("42, told, ChildError: no, started already", await handle.GetResultAsync());
        await ReplayAsync<Parent>(handle);
    }

    [Fact]
    public async Task A_signal_to_a_workflow_that_is_not_there_fails()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Caller>());
        var handle = await Client.StartWorkflowAsync((Caller w) => w.RunAsync("nobody"), Id());
        Assert.Equal(
            "Unable to signal external workflow because it was not found, "
            + "Unable to cancel external workflow because it was not found",
            await handle.GetResultAsync());
        await ReplayAsync<Caller>(handle);
    }

    [Theory]
    [InlineData(ChildWorkflowCancellationType.Abandon)]
    [InlineData(ChildWorkflowCancellationType.TryCancel)]
    [InlineData(ChildWorkflowCancellationType.WaitCancellationCompleted)]
    [InlineData(ChildWorkflowCancellationType.WaitCancellationRequested)]
    public async Task A_cancelled_parent_ends_its_child_as_it_wants_to(ChildWorkflowCancellationType type)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Canceling>().AddWorkflow<Child>());
        var handle = await Client.StartWorkflowAsync((Canceling w) => w.RunAsync(type), Id());
        while (!await handle.QueryAsync(w => w.HasChild))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }

        await handle.CancelAsync();
        Assert.Equal("cancelled", await handle.GetResultAsync());
        await ReplayAsync<Canceling>(handle);
    }

    [Fact]
    public async Task A_chain_carries_memo_and_search_attributes_on()
    {
        await Client.OperatorService.AddSearchAttributesAsync(new()
        {
            Namespace = "default",
            SearchAttributes = { ["CustomIntField"] = IndexedValueType.Int },
        });
        await using var worker = StartWorker(options => options.AddWorkflow<Chain>());
        var handle = await Client.StartWorkflowAsync((Chain w) => w.RunAsync(2), Id());
        Assert.Equal("2 written, 2 noted", await handle.GetResultAsync());
        await ReplayAsync<Chain>(handle);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task Local_activities_run_in_the_worker_again_after_failures_and_replay(int cachedWorkflows)
    {
        var acts = new Acts();
        await using var worker = StartWorker(options =>
        {
            options.MaxCachedWorkflows = cachedWorkflows;
            options.AddWorkflow<Local>().AddAllActivities(acts).AddActivity(Pauses.Wait);
        });
        var handle = await Client.StartWorkflowAsync((Local w) => w.RunAsync(), Id());
        Assert.Equal("Hello, Ada! 3 Refused", await handle.GetResultAsync());
        await ReplayAsync<Local>(handle);
    }

    [Fact]
    public async Task A_local_activity_has_its_summary_in_history()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Summed>().AddActivity(Acts.Greet));
        var handle = await Client.StartWorkflowAsync((Summed w) => w.RunAsync(), Id());
        Assert.Equal("Hello, Ada!", await handle.GetResultAsync());
        var history = await handle.FetchHistoryAsync();
        var marker = history.Events.Single(e => e.EventType == EventType.MarkerRecorded);
        Assert.Equal(
            "greets Ada", DataConverter.Default.PayloadConverter.ToValue<string>(marker.UserMetadata.Summary));
        await ReplayAsync<Summed>(handle);
    }

    [Fact]
    public async Task Interceptors_see_every_call_and_headers_travel_with_it()
    {
        await using var worker = StartWorker(options =>
        {
            options.Interceptors = [new MessageDelivery()];
            options.AddWorkflow<Parent>().AddWorkflow<Child>().AddWorkflow<OneCall>().AddActivity(ReadHeader);
        });
        var handle = await Client.StartWorkflowAsync((OneCall w) => w.RunAsync(), Id());
        Assert.Equal("from OneCall", await handle.GetResultAsync());
    }

    [Activity]
    public static string ReadHeader() => MessageDelivery.Received.Value ?? "nothing";

    private static async Task ReplayAsync<T>(Client.WorkflowHandle handle)
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<T>());
        await replayer.ReplayWorkflowAsync(
            await handle.FetchHistoryAsync(), cancellationToken: TestContext.Current.CancellationToken);
    }

    public static class Pauses
    {
        [Activity]
        public static Task Wait(int milliseconds) => Task.Delay(milliseconds);
    }

    [Workflow]
    public class Parent
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var number = await Workflow.ExecuteChildWorkflowAsync((Child w) => w.RunAsync("number"));
            var listener = await Workflow.StartChildWorkflowAsync(
                (Child w) => w.RunAsync("listen"), new() { Id = "l" });
            var again = await ErrorOfAsync(() => Workflow.StartChildWorkflowAsync(
                (Child w) => w.RunAsync("listen"), new() { Id = "l" }));
            await listener.SignalAsync(w => w.TellAsync("told"));
            var told = await listener.GetResultAsync();
            var failure = await ErrorOfAsync(
                () => Workflow.ExecuteChildWorkflowAsync((Child w) => w.RunAsync("fail")));
            return $"{number}, {told}, {failure}, {again}";
        }

        private static async Task<string> ErrorOfAsync(Func<Task> call)
        {
            try
            {
                await call();
                return "nothing";
            }
            catch (WorkflowAlreadyStartedException)
            {
                return "started already";
            }
            catch (ChildWorkflowFailureException e) when (e.InnerException is ApplicationFailureException inner)
            {
                return $"{inner.ErrorType}: {inner.Message}";
            }
        }
    }

    [Workflow]
    public class Child
    {
        private string? word;

        [WorkflowRun]
        public async Task<string> RunAsync(string what)
        {
            switch (what)
            {
                case "number":
                    return "42";
                case "fail":
                    throw new ApplicationFailureException("no", "ChildError");
                default:
                    await Workflow.WaitConditionAsync(() => word is not null);
                    return word!;
            }
        }

        [WorkflowSignal]
        public Task TellAsync(string what)
        {
            word = what;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class Caller
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string id)
        {
            var other = Workflow.GetExternalWorkflowHandle<Child>(id);
            return await ErrorOfAsync(other.SignalAsync(w => w.TellAsync("x"))) + ", "
                + await ErrorOfAsync(other.CancelAsync());
        }

        private static async Task<string> ErrorOfAsync(Task call)
        {
            try
            {
                await call;
                return "nothing";
            }
            catch (ApplicationFailureException e)
            {
                return e.Message;
            }
        }
    }

    [Workflow]
    public class Canceling
    {
        [WorkflowQuery]
        public bool HasChild { get; private set; }

        [WorkflowRun]
        public async Task<string> RunAsync(ChildWorkflowCancellationType type)
        {
            var child = await Workflow.StartChildWorkflowAsync(
                (Child w) => w.RunAsync("listen"), new() { CancellationType = type });
            HasChild = true;
            try
            {
                await child.GetResultAsync();
                return "completed";
            }
            catch (ChildWorkflowFailureException e) when (CairnException.IsCanceledException(e))
            {
                return "cancelled";
            }
        }
    }

    [Workflow]
    public class Chain
    {
        private static readonly SearchAttributeKey<long> Number = SearchAttributeKey.CreateLong("CustomIntField");

        [WorkflowRun]
        public Task<string> RunAsync(int more)
        {
            if (more == 2)
            {
                Workflow.UpsertMemo(MemoUpdate.ValueSet("note", 2), MemoUpdate.ValueUnset("never"));
                Workflow.UpsertTypedSearchAttributes(Number.ValueSet(2));
            }

            if (more > 0)
            {
                throw Workflow.CreateContinueAsNewException((Chain w) => w.RunAsync(more - 1));
            }

            var noted = Workflow.PayloadConverter.ToValue<int>(Workflow.Memo["note"]);
            return Task.FromResult($"{Workflow.TypedSearchAttributes.Get(Number)} written, {noted} noted");
        }
    }

    [Workflow]
    public class Local
    {
        private static readonly LocalActivityOptions Options = new()
        {
            StartToCloseTimeout = TimeSpan.FromSeconds(30),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(10) },
        };

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var both = Workflow.WhenAllAsync(
                Workflow.ExecuteLocalActivityAsync(() => Pauses.Wait(50), Options),
                Workflow.ExecuteLocalActivityAsync(() => Pauses.Wait(1), Options));
            var greeting = await Workflow.ExecuteLocalActivityAsync(() => Acts.Greet("Ada"), Options);
            await both;

            // The pause is beyond the threshold, so a durable timer waits for the next attempts.
            var tries = await Workflow.ExecuteLocalActivityAsync(
                (Acts a) => a.FailTwice(),
                new()
                {
                    StartToCloseTimeout = TimeSpan.FromSeconds(30),
                    RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(10) },
                    LocalRetryThreshold = TimeSpan.FromMilliseconds(1),
                });
            try
            {
                await Workflow.ExecuteLocalActivityAsync((Acts a) => a.Refuse(), Options);
                return "not refused";
            }
            catch (ActivityFailureException e) when (e.InnerException is ApplicationFailureException inner)
            {
                return $"{greeting} {tries} {inner.ErrorType}";
            }
        }
    }

    [Workflow]
    public class Summed
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteLocalActivityAsync(
            () => Acts.Greet("Ada"), new() { StartToCloseTimeout = TimeSpan.FromSeconds(30), Summary = "greets Ada" });
    }

    [Workflow]
    public class OneCall
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteActivityAsync(
            () => ReadHeader(), new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) });
    }

    /// <summary>Sends the workflow's type along with its activities.</summary>
    private sealed class MessageDelivery : IWorkerInterceptor
    {
        public static readonly AsyncLocal<string?> Received = new();

        public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) =>
            new Inbound(nextInterceptor);

        public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) =>
            new AtActivity(nextInterceptor);

        private sealed class Inbound(WorkflowInboundInterceptor next) : WorkflowInboundInterceptor(next)
        {
            public override void Init(WorkflowOutboundInterceptor outbound) => base.Init(new Outbound(outbound));
        }

        private sealed class Outbound(WorkflowOutboundInterceptor next) : WorkflowOutboundInterceptor(next)
        {
            public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input) =>
                base.ScheduleActivityAsync<TResult>(input with
                {
                    Headers = new Dictionary<string, Api.Common.V1.Payload>
                    {
                        ["from"] = Workflow.PayloadConverter.ToPayload("from " + Workflow.Info.WorkflowType),
                    },
                });
        }

        private sealed class AtActivity(ActivityInboundInterceptor next) : ActivityInboundInterceptor(next)
        {
            public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
            {
                Received.Value = (string?)ActivityExecutionContext.Current.PayloadConverter.ToValue(
                    input.Headers!["from"], typeof(string));
                return base.ExecuteActivityAsync(input);
            }
        }
    }
}
