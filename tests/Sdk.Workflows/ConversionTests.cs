using Cairn.Converters;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class ConversionTests
{
    public static TheoryData<string, Func<Task>> Calls => new()
    {
        {
            "Argument 2 (stream) of activity Store is of type System.IO.MemoryStream, which cannot be converted",
            () => Workflow.ExecuteActivityAsync(
                (Acts acts) => acts.Store("x", new MemoryStream()),
                new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) })
        },
        {
            "Argument 1 of activity Named is of type System.Threading.CancellationToken, which cannot be converted",
            () => Workflow.ExecuteActivityAsync(
                "Named", [CancellationToken.None], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) })
        },
        {
            "Argument 1 of activity Named is of type System.Action, which cannot be converted",
            () => Workflow.ExecuteLocalActivityAsync(
                "Named", [(Action)GC.Collect], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) })
        },
        {
            "Argument 1 (stream) of workflow Child is of type System.IO.MemoryStream, which cannot be converted",
            () => Workflow.StartChildWorkflowAsync((Child child) => child.RunAsync(new MemoryStream()))
        },
        {
            "Argument 1 (stream) of signal Tell is of type System.IO.MemoryStream, which cannot be converted",
            () => Workflow.GetExternalWorkflowHandle<Child>("c").SignalAsync(
                child => child.TellAsync(new MemoryStream()))
        },
        {
            "Memo entry key is of type System.IO.MemoryStream, which cannot be converted",
            () => Workflow.StartChildWorkflowAsync(
                "C", [], new() { Memo = new Dictionary<string, object> { ["key"] = new MemoryStream() } })
        },
        {
            "Memo entry key is of type System.IO.MemoryStream, which cannot be converted",
            () =>
            {
                Workflow.UpsertMemo(MemoUpdate.ValueSet("key", new MemoryStream()));
                return Task.CompletedTask;
            }
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_value_that_cannot_be_converted_is_named_with_its_call_its_parameter_and_its_type(
        string start, Func<Task> call)
    {
        Tries.Call.Value = call;
        var server = new FakeServer(nameof(Tries)).StartTask();
        var answer = await Handlers.Of<Tries>().HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken);
        var message = Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request.Failure.Message;
        Assert.StartsWith("[CAIRN1003] " + start, message, StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1003' for more.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_nobody_awaited_is_refused_as_a_value() => Assert.Throws<NotSupportedException>(
        () => DataConverter.Default.PayloadConverter.ToPayload(Task.FromResult(1)));

    [Fact]
    public void No_result_reads_as_the_empty_tuple() => Assert.Equal(
        default,
        DataConverter.Default.PayloadConverter.ToValue<ValueTuple>(
            DataConverter.Default.PayloadConverter.ToPayload(null)));

    public sealed class Acts
    {
        [Cairn.Activities.Activity]
        public string Store(string name, Stream stream) => $"{this} {name} {stream}";
    }

    [Workflow]
    public class Child
    {
        [WorkflowRun]
        public Task RunAsync(Stream stream) => Task.FromResult(stream);

        [WorkflowSignal]
        public Task TellAsync(Stream stream) => Task.FromResult(stream);
    }

    [Workflow]
    public class Tries
    {
        public static readonly OptionTests.Holder Call = new();

        [WorkflowRun]
        public Task RunAsync() => Call.Value!();
    }
}
