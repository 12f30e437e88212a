using Cairn.Api.Enums.V1;
using Cairn.Common;
using Cairn.Tests.Twins.Kit;
using Cairn.Worker;

namespace Cairn.Tests.Twins;

/// <summary>The histories that the twins recorded, given to workers that have not seen them.</summary>
public sealed class ReplayTests(Recordings recordings)
{
    public static TheoryData<string> Scenarios => [.. Golden.Scenarios];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Every_history_replays_from_cold(string scenario)
    {
        var options = new WorkflowReplayerOptions();
        foreach (var workflow in Workers.Workflows)
        {
            options.AddWorkflow(workflow);
        }

        var recording = await recordings.OfAsync(scenario);
        var results = await new WorkflowReplayer(options).ReplayWorkflowsAsync(
            recording.Histories, cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(results, result => Assert.Null(result.ReplayFailure));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_worker_that_takes_over_at_any_task_answers_as_the_first_one_did(string scenario)
    {
        var recording = await recordings.OfAsync(scenario);
        foreach (var history in recording.Histories)
        {
            var tasks = TasksOf(history, recording.Tasks).ToArray();
            Assert.NotEmpty(tasks);
            foreach (var recorded in tasks)
            {
                var answer = await Takeover.AnswerAsync(recorded.Task, history.Events, recording.TaskQueue);
                Assert.Equal(Commands.Of(recorded.Answer), Commands.Of(answer));
            }
        }
    }

    // One task for every started event whose task went through.
    private static IEnumerable<RecordedTask> TasksOf(WorkflowHistory history, IReadOnlyList<RecordedTask> tasks)
    {
        var runId = history.Events.First().WorkflowExecutionStartedEventAttributes.OriginalExecutionRunId;
        return history.Events
            .Where(e => e.EventType == EventType.WorkflowTaskCompleted)
            .Select(e => e.WorkflowTaskCompletedEventAttributes.StartedEventId)
            .Select(started => tasks.Single(recorded =>
                recorded.Task.WorkflowExecution.RunId == runId && recorded.Task.StartedEventId == started));
    }
}
