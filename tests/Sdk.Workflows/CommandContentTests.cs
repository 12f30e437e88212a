using Cairn.Api.Command.V1;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>What commands say beside their kind. Histories are compared by it, so it never changes.</summary>
public class CommandContentTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_cancellation_reaches_the_timer_of_a_condition_after_other_timers()
    {
        var server = new FakeServer(nameof(DelayAndCondition));
        var handler = Handlers.Of<DelayAndCondition>();
        await server.RunTaskAsync(handler);
        await server.RequestCancel().RunTaskAsync(handler);
        Assert.Equal(["timer 1", "timer 2"], server.Tasks[0]);
        Assert.Equal(["cancel timer 1", "cancel timer 2", "cancelled"], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(DelayAndCondition));
    }

    [Fact]
    public async Task The_timer_of_a_condition_says_so_unless_it_has_a_summary()
    {
        var server = new FakeServer(nameof(Conditions));
        var completed = await server.RunTaskAsync(Handlers.Of<Conditions>());
        Assert.Equal(["\"WaitConditionAsync\"", "\"approval\""], completed.Commands.Select(Summary));
    }

    [Fact]
    public async Task The_cancellation_of_a_timer_has_its_summary_too()
    {
        var server = new FakeServer(nameof(Cancels));
        var handler = Handlers.Of<Cancels>();
        await server.RunTaskAsync(handler);
        var completed = await server.Signal("Stop").RunTaskAsync(handler);
        Assert.NotNull(completed.Commands[0].CancelTimerCommandAttributes);
        Assert.Equal("\"nap\"", Summary(completed.Commands[0]));
    }

    [Fact]
    public async Task A_request_to_cancel_another_workflow_says_which_run_asks()
    {
        Assert.Equal(
            ["with reason: ", "with reason: too late"],
            (await FirstCommandsAsync<CancelsOther>())
                .Select(command => command.RequestCancelExternalWorkflowExecutionCommandAttributes.Reason)
                .Select(reason => reason.Replace(
                    $"Cancel requested by workflow with run id {FakeServer.RunId} ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Upserts_with_options_are_those_without()
    {
        var commands = await FirstCommandsAsync<Upserts>();
        Assert.Equal(4, commands.Count);
        Assert.Equal(commands[0], commands[1]);
        Assert.Equal("1", commands[0].ModifyWorkflowPropertiesCommandAttributes.UpsertedMemo.Fields["m"].Data
            .ToStringUtf8());
        Assert.Equal(commands[2], commands[3]);
        Assert.Equal(
            "2", commands[2].UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes.IndexedFields["n"].Data
                .ToStringUtf8());
    }

    [Fact]
    public async Task An_upsert_without_changes_is_refused()
    {
        var server = new FakeServer(nameof(UpsertsNothing));
        await server.RunTaskAsync(Handlers.Of<UpsertsNothing>());
        Assert.Equal(
            ["complete \"At least one memo update required, At least one search attribute update required\""],
            server.Tasks[0]);
    }

    private static string? Summary(Command command) => command.UserMetadata?.Summary.Data.ToStringUtf8();

    private static async Task<IReadOnlyList<Command>> FirstCommandsAsync<T>()
    {
        var server = new FakeServer(typeof(T).Name).StartTask();
        var answer = await Handlers.Of<T>().HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken);
        return Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request.Commands;
    }

    [Workflow]
    public class DelayAndCondition
    {
        [WorkflowRun]
        public Task RunAsync()
        {
            var delay = Workflow.DelayAsync(Hour);
            var condition = Workflow.WaitConditionAsync(() => false, Hour);
            return Workflow.WhenAllAsync(delay, condition);
        }
    }

    [Workflow]
    public class Conditions
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WhenAllAsync(
            Workflow.WaitConditionAsync(() => false, Hour),
            Workflow.WaitConditionWithOptionsAsync(new(() => false, Hour, "approval")));
    }

    [Workflow]
    public class Cancels
    {
        private readonly CancellationTokenSource stop = new();

        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.DelayWithOptionsAsync(new(Hour, "nap", stop.Token));
        }

        [WorkflowSignal]
        public Task StopAsync()
        {
            stop.Cancel();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class CancelsOther
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WhenAllAsync(
            Workflow.GetExternalWorkflowHandle("other").CancelAsync(),
            Workflow.GetExternalWorkflowHandle("other").CancelAsync(new() { Reason = "too late" }));
    }

    [Workflow]
    public class Upserts
    {
        [WorkflowRun]
        public Task RunAsync()
        {
            var memo = MemoUpdate.ValueSet("m", 1);
            Workflow.UpsertMemo(memo);
            Workflow.UpsertMemoWithOptions(new(memo));
            var attribute = Cairn.Common.SearchAttributeKey.CreateLong("n").ValueSet(2);
            Workflow.UpsertTypedSearchAttributes(attribute);
            Workflow.UpsertTypedSearchAttributesWithOptions(new() { Updates = [attribute] });
            return Workflow.WaitConditionAsync(() => false);
        }
    }

    [Workflow]
    public class UpsertsNothing
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult(string.Join(
            ", ",
            Refusal(() => Workflow.UpsertMemoWithOptions(new())),
            Refusal(() => Workflow.UpsertTypedSearchAttributesWithOptions(new()))));

        private static string Refusal(Action call)
        {
            try
            {
                call();
                return "none";
            }
            catch (ArgumentException e)
            {
                return e.Message.Split(" (")[0];
            }
        }
    }
}
