using Cairn.Api.Command.V1;
using Cairn.Common;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class ContinueAsNewTests
{
    [Fact]
    public async Task A_workflow_continues_as_new_when_the_server_suggests_it_with_what_its_handlers_have_changed()
    {
        var server = new FakeServer(nameof(Cart), new State([], false));
        var handler = Handlers.Of<Cart>();
        await server.RunTaskAsync(handler);
        await server.Signal("Add", "milk").RunTaskAsync(handler);
        server.SuggestsContinueAsNew = true;
        var last = await server.Signal("Add", "bread").RunTaskAsync(handler);
        Assert.Equal([], server.Tasks[1]);
        Assert.Equal(["continue as new Cart"], server.Tasks[2]);
        Assert.Equal(
            """{"Items":["milk","bread"],"IsDone":false}""",
            AttributesOf(last).Input.Payloads_[0].Data.ToStringUtf8());
        await Prefixes.ReplayAsync(server, typeof(Cart));
    }

    [Fact]
    public async Task A_generated_call_continues_as_new_with_what_handlers_have_changed()
    {
        var server = new FakeServer(nameof(TypedCart), "");
        var handler = Handlers.Of<TypedCart>();
        await server.Signal("Add", "a").RunTaskAsync(handler);
        server.SuggestsContinueAsNew = true;
        await server.Signal("AddLater", "b").RunTaskAsync(handler);
        var last = await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal([[], ["timer 1"], ["continue as new TypedCart"]], server.Tasks);
        Assert.Equal("\"ab\"", AttributesOf(last).Input.Payloads_[0].Data.ToStringUtf8());
        await Prefixes.ReplayAsync(server, typeof(TypedCart));
    }

    [Fact]
    public async Task A_loop_with_a_generated_call_goes_on_until_the_server_suggests_otherwise()
    {
        var server = new FakeServer(nameof(TypedLoop), 0);
        var handler = Handlers.Of<TypedLoop>();
        await server.RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        server.SuggestsContinueAsNew = true;
        var last = await server.FireTimer("2").RunTaskAsync(handler);
        Assert.Equal([["timer 1"], ["timer 2"], ["continue as new TypedLoop"]], server.Tasks);
        Assert.Equal("2", AttributesOf(last).Input.Payloads_[0].Data.ToStringUtf8());
        await Prefixes.ReplayAsync(server, typeof(TypedLoop));
    }

    [Fact]
    public async Task It_waits_until_no_handler_is_running()
    {
        var server = new FakeServer(nameof(Cart), new State([], false)) { SuggestsContinueAsNew = true };
        var handler = Handlers.Of<Cart>();
        await server.Signal("AddLater", "milk").RunTaskAsync(handler);
        var last = await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal(["timer 1"], server.Tasks[0]);
        Assert.Equal(["continue as new Cart"], server.Tasks[1]);
        Assert.Contains("milk", AttributesOf(last).Input.Payloads_[0].Data.ToStringUtf8());
        await Prefixes.ReplayAsync(server, typeof(Cart));
    }

    [Fact]
    public async Task A_condition_that_holds_comes_before_a_suggestion()
    {
        var server = new FakeServer(nameof(Cart), new State([], false)) { SuggestsContinueAsNew = true };
        await server.Signal("Finish").RunTaskAsync(Handlers.Of<Cart>());
        Assert.Equal(["complete \"done\""], server.Tasks[0]);
        await Prefixes.ReplayAsync(server, typeof(Cart));
    }

    [Fact]
    public async Task A_loop_goes_on_until_the_server_suggests_otherwise()
    {
        var server = new FakeServer(nameof(Inbox), 0);
        var handler = Handlers.Of<Inbox>();
        await server.Signal("Letters", "a").Signal("Letters", "b").RunTaskAsync(handler);
        server.SuggestsContinueAsNew = true;
        var last = await server.Signal("Letters", "c").Signal("Letters", "d").Signal("Notes", 4).RunTaskAsync(handler);
        Assert.Equal([[], ["continue as new Inbox"]], server.Tasks);
        Assert.Equal("3", AttributesOf(last).Input.Payloads_[0].Data.ToStringUtf8());
        await Prefixes.ReplayAsync(server, typeof(Inbox));

        // Letter d and the note were not read: the next run begins with them.
        var next = Next(server, last);
        await next.Signal("Letters", "e").RunTaskAsync(Handlers.Of<Inbox>());
        Assert.Equal(["d", "e"], Inbox.Read);
        Assert.Equal(1, Inbox.NotesLeft);
    }

    [Fact]
    public async Task Every_way_to_continue_as_new_hands_over_what_is_unread()
    {
        var server = new FakeServer(nameof(Leaver));
        var last = await server.Signal("Letters", "a").Signal("Letters", "b").RunTaskAsync(Handlers.Of<Leaver>());
        var next = Next(server, last);
        await next.RunTaskAsync(Handlers.Of<Leaver>());
        Assert.Equal(["complete \"a b\""], next.Tasks[0]);
        await Prefixes.ReplayAsync(next, typeof(Leaver));
    }

    [Fact]
    public async Task Unread_signals_are_not_delivered_in_another_chain_of_runs()
    {
        var server = new FakeServer(nameof(Leaver));
        var last = await server.Signal("Letters", "a").RunTaskAsync(Handlers.Of<Leaver>());
        var next = Next(server, last);
        next.Events[0].WorkflowExecutionStartedEventAttributes.FirstExecutionRunId = Guid.NewGuid().ToString();
        next.Events[0].WorkflowExecutionStartedEventAttributes.ContinuedExecutionRunId = string.Empty;
        await next.RunTaskAsync(Handlers.Of<Leaver>());
        Assert.Equal(["continue as new Leaver"], next.Tasks[0]);
    }

    [Fact]
    public async Task Unread_signals_of_a_channel_that_is_gone_fail_the_task()
    {
        var server = new FakeServer(nameof(Leaver));
        var last = await server.Signal("Letters", "a").RunTaskAsync(Handlers.Of<Leaver>());
        var next = Next(server, last);
        next.Events[0].WorkflowExecutionStartedEventAttributes.WorkflowType.Name = nameof(NoChannel);
        next.StartTask();
        var answer = await Handlers.Of<NoChannel>().HandleAsync(
            next.ToTask(sticky: false), TestContext.Current.CancellationToken);
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(answer);
        Assert.Contains(
            $"left 1 signals unread in channel Letters, which {typeof(NoChannel)} does not have",
            failed.Request.Failure.Message);
    }

    [Fact]
    public async Task A_handler_cannot_wait_until_no_handler_is_running()
    {
        var server = new FakeServer(nameof(Wrong), false).Signal("Ask");
        await server.RunTaskAsync(Handlers.Of<Wrong>());
        Assert.Contains(
            "Workflow.ContinueAsNewIfSuggestedAsync waits until no handler is running, so a handler cannot call it",
            Assert.Single(server.Tasks[0]));
    }

    [Fact]
    public async Task A_lambda_that_is_no_call_of_a_run_method_is_refused_by_the_first_call()
    {
        var server = new FakeServer(nameof(Wrong), true);
        await server.RunTaskAsync(Handlers.Of<Wrong>());
        Assert.Contains("AskAsync missing WorkflowRun attribute", Assert.Single(server.Tasks[0]));
    }

    private static ContinueAsNewWorkflowExecutionCommandAttributes AttributesOf(
        Cairn.Api.WorkflowService.V1.RespondWorkflowTaskCompletedRequest last) =>
        last.Commands[^1].ContinueAsNewWorkflowExecutionCommandAttributes;

    // The next run as a server begins it.
    private static FakeServer Next(
        FakeServer before, Cairn.Api.WorkflowService.V1.RespondWorkflowTaskCompletedRequest last)
    {
        var attributes = AttributesOf(last);
        var next = new FakeServer(attributes.WorkflowType.Name);
        var started = next.Events[0].WorkflowExecutionStartedEventAttributes;
        started.Input = attributes.Input;
        started.Header = attributes.Header;
        started.ContinuedExecutionRunId = FakeServer.RunId;
        started.FirstExecutionRunId =
            before.Events[0].WorkflowExecutionStartedEventAttributes.FirstExecutionRunId;
        return next;
    }

    public sealed record State(IReadOnlyList<string> Items, bool IsDone);

    [Workflow]
    public class Cart
    {
        private State state;

        [WorkflowInit]
        public Cart(State initial) => state = initial;

        [WorkflowRun]
        public async Task<string> RunAsync(State initial)
        {
            await Workflow.WaitConditionOrContinueAsNewAsync(
                () => state.IsDone, (Cart cart) => cart.RunAsync(state));
            return "done";
        }

        [WorkflowSignal]
        public Task AddAsync(string item)
        {
            state = state with { Items = [.. state.Items, item] };
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public async Task AddLaterAsync(string item)
        {
            await Workflow.DelayAsync(1000);
            await AddAsync(item);
        }

        [WorkflowSignal]
        public Task FinishAsync()
        {
            state = state with { IsDone = true };
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class TypedCart
    {
        private string items = "";

        [WorkflowRun]
        public async Task<string> RunAsync(string initial)
        {
            items = initial + items;
            await Workflow.WaitConditionOrContinueAsNewAsync(() => items == "done", () => Run(items));
            return items;
        }

        [WorkflowSignal]
        public Task AddAsync(string item)
        {
            items += item;
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public async Task AddLaterAsync(string item)
        {
            await Workflow.DelayAsync(1000);
            await AddAsync(item);
        }

        // As the generator writes it.
        private static WorkflowCall<TypedCart, string> Run(string initial) =>
            new(CallTarget.Workflow(nameof(TypedCart), "initial"), [initial]);
    }

    [Workflow]
    public class TypedLoop
    {
        [WorkflowRun]
        public async Task RunAsync(int count)
        {
            for (; ; count++)
            {
                await Workflow.ContinueAsNewIfSuggestedAsync(() => Run(count));
                await Workflow.DelayAsync(1000);
            }
        }

        private static WorkflowCall<TypedLoop> Run(int count) =>
            new(CallTarget.Workflow(nameof(TypedLoop), "count"), [count]);
    }

    [Workflow]
    public class Inbox
    {
        public static List<string> Read { get; } = [];

        public static int NotesLeft { get; private set; }

        [WorkflowSignal]
        public SignalChannel<string> Letters { get; } = new();

        [WorkflowSignal]
        public SignalChannel<int> Notes { get; } = new();

        [WorkflowRun]
        public async Task RunAsync(int count)
        {
            Read.Clear();
            while (true)
            {
                await Workflow.ContinueAsNewIfSuggestedAsync((Inbox inbox) => inbox.RunAsync(count));
                Read.Add(await Letters.ReceiveAsync());
                NotesLeft = Notes.Count;
                count++;
            }
        }
    }

    [Workflow]
    public class Leaver
    {
        [WorkflowSignal]
        public SignalChannel<string> Letters { get; } = new();

        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.Info.ContinuedRunId is null
            ? throw Workflow.CreateContinueAsNewException((Leaver leaver) => leaver.RunAsync())
            : Task.FromResult(string.Join(" ", Letters.Drain()));
    }

    [Workflow]
    public class NoChannel
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class Wrong
    {
        [WorkflowRun]
        public async Task RunAsync(bool byLambda)
        {
            try
            {
                await (byLambda
                    ? Workflow.ContinueAsNewIfSuggestedAsync((Wrong wrong) => wrong.AskAsync())
                    : Workflow.WaitConditionAsync(() => false));
            }
            catch (ArgumentException e)
            {
                throw new Cairn.Exceptions.ApplicationFailureException(e.Message);
            }
        }

        [WorkflowSignal]
        public async Task AskAsync()
        {
            try
            {
                await Workflow.ContinueAsNewIfSuggestedAsync((Wrong wrong) => wrong.RunAsync(false));
            }
            catch (InvalidOperationException e)
            {
                throw new Cairn.Exceptions.ApplicationFailureException(e.Message);
            }
        }
    }
}
