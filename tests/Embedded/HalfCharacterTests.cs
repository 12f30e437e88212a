using Cairn.Converters;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>Half of a surrogate pair is no character: on the wire and in a database it becomes U+FFFD.</summary>
public sealed class HalfCharacterTests : EngineTest
{
    private const string Half = "a\ud800b";

    [Fact]
    public async Task A_workflow_whose_id_has_half_a_character_runs_and_is_found()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.Fixed>());
        var handle = await Client.StartWorkflowAsync("Fixable", [], Id(Half));
        Assert.Equal("mended", await SoonAsync(handle.GetResultAsync<string>()));
        Assert.Equal("a\ufffdb", (await handle.DescribeAsync()).Id);
    }

    [Fact]
    public async Task A_signal_has_the_same_name_before_and_after_a_restart()
    {
        var handle = await Client.StartWorkflowAsync("Hears", [], Id());
        await handle.SignalAsync(Half, []);
        await RestartEngineAsync();
        await using var worker = StartWorker(options => options.AddWorkflow<Hears>());
        await Client.GetWorkflowHandle("w").SignalAsync(Half, []);
        Assert.Equal("a\ufffdb, a\ufffdb", await SoonAsync(Client.GetWorkflowHandle("w").GetResultAsync<string>()));
    }

    [Fact]
    public async Task A_schedule_whose_id_has_half_a_character_is_found()
    {
        var action = Cairn.Client.Schedules.ScheduleActionStartWorkflow.Create("Any", [], Id());
        var schedule = await Client.CreateScheduleAsync(Half, new(action, new()));
        Assert.Equal(0, (await schedule.DescribeAsync()).Info.NumActions);
        await foreach (var listed in Client.ListSchedulesAsync())
        {
            Assert.Equal("a\ufffdb", listed.Id);
        }
    }

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
