using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>Half of a surrogate pair is no character: on the wire and in a database it becomes U+FFFD.</summary>
public sealed class HalfCharacterTests : EngineTest
{
    private const string Half = "a\ud800b";

    public static TheoryData<string, Func<ICairnClient, Task>> Calls => new()
    {
        { "The type of a workflow", client => client.StartWorkflowAsync(Half, [], Id()) },
        { "The id of a workflow", client => client.StartWorkflowAsync("T", [], Id(Half)) },
        { "TaskQueue", client => client.StartWorkflowAsync("T", [], new("w", Half)) },
        { "StaticSummary", client => client.StartWorkflowAsync("T", [], new("w", Queue) { StaticSummary = Half }) },
        { "The name of a memo entry", client => client.StartWorkflowAsync(
            "T", [], new("w", Queue) { Memo = new Dictionary<string, object> { [Half] = 1 } }) },
        { "The name of a signal", client => client.GetWorkflowHandle("w").SignalAsync(Half, []) },
        { "The id of a workflow", client => client.GetWorkflowHandle(Half).SignalAsync("s", []) },
        { "The name of a query", client => client.GetWorkflowHandle("w").QueryAsync<int>(Half, []) },
        { "The name of an update", client => client.GetWorkflowHandle("w").ExecuteUpdateAsync(Half, []) },
        { "Reason", client => client.GetWorkflowHandle("w").CancelAsync(new() { Reason = Half }) },
        { "reason", client => client.GetWorkflowHandle("w").TerminateAsync(Half) },
        { "The id of a schedule", client => client.CreateScheduleAsync(
            Half, new(Cairn.Client.Schedules.ScheduleActionStartWorkflow.Create("Any", [], Id()), new())) },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_client_refuses_it_with_the_name_of_the_text(string what, Func<ICairnClient, Task> call)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => call(Client));
        Assert.StartsWith(
            $@"{what}, ""a\uD800b"", has half of a surrogate pair",
            refused.Message,
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_workflow_whose_id_has_half_a_character_runs_and_is_found()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.Fixed>());
        await StartAsync(Half, "Fixable");
        var handle = Client.GetWorkflowHandle(Half);
        Assert.Equal("mended", await SoonAsync(handle.GetResultAsync<string>()));
        Assert.Equal("a\ufffdb", (await handle.DescribeAsync()).Id);
    }

    [Fact]
    public async Task A_signal_has_the_same_name_before_and_after_a_restart()
    {
        await StartAsync("w", "Hears");
        await SignalAsync();
        await RestartEngineAsync();
        await using var worker = StartWorker(options => options.AddWorkflow<Hears>());
        await SignalAsync();
        Assert.Equal("a\ufffdb, a\ufffdb", await SoonAsync(Client.GetWorkflowHandle("w").GetResultAsync<string>()));
    }

    // As a client of another language may send it.
    private Task<StartWorkflowExecutionResponse> StartAsync(string id, string type) =>
        Client.WorkflowService.StartWorkflowExecutionAsync(new()
        {
            Namespace = Client.Options.Namespace,
            WorkflowId = id,
            WorkflowType = new() { Name = type },
            TaskQueue = new() { Name = Queue },
            RequestId = Guid.NewGuid().ToString(),
        });

    private Task<SignalWorkflowExecutionResponse> SignalAsync() =>
        Client.WorkflowService.SignalWorkflowExecutionAsync(new()
        {
            Namespace = Client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = "w" },
            SignalName = Half,
        });

    [Workflow]
    public class Hears
    {
        private readonly List<string> heard = [];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => heard.Count == 2);
            return string.Join(", ", heard);
        }

        [WorkflowSignal(Dynamic = true)]
        public Task HearAsync(string name, IRawValue[] args)
        {
            heard.Add(name);
            return Task.CompletedTask;
        }
    }
}
