using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Tests.Simulation.Checks;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>What a worker does with workflow tasks and queries.</summary>
/// <param name="caller">Calls the server.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="ledger">What was done and promised.</param>
/// <param name="identity">The worker.</param>
/// <param name="sticky">The queue of this worker alone.</param>
/// <param name="runActivity">Runs an activity that came with an answer.</param>
internal sealed class WorkflowTasks(
    Caller caller,
    Faults faults,
    Ledger ledger,
    string identity,
    TaskQueue sticky,
    Action<PollActivityTaskQueueResponse> runActivity)
{
    private readonly Machine.Dice dice = caller.World.Dice;
    private readonly Dictionary<string, List<HistoryEvent>> cache = [];
    private readonly Dictionary<string, int> latest = [];
    private int answers;

    /// <summary>Looks at a task as it leaves the server.</summary>
    public void Look(PollWorkflowTaskQueueResponse task)
    {
        if (!task.TaskToken.IsEmpty)
        {
            ledger.Shown(task.WorkflowExecution.RunId, task.History.Events, withTask: true);
        }
    }

    /// <summary>Handles a task, and the ones that come with the answers to it.</summary>
    public async Task HandleAsync(PollWorkflowTaskQueueResponse first)
    {
        for (var task = first; task is { TaskToken.IsEmpty: false };)
        {
            if (dice.Chance(faults.CacheForgets))
            {
                cache.Clear();
            }

            var history = dice.Chance(faults.TaskDropped) ? null : await HistoryAsync(task);
            if (history is null)
            {
                return;
            }

            if (task.Query is not null)
            {
                await AnswerAsync(task, history);
                return;
            }

            await caller.Process.DelayAsync(dice.Chance(faults.TaskIsLate)
                ? dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30))
                : dice.Skewed(TimeSpan.Zero, TimeSpan.FromMilliseconds(300)));
            task = dice.Chance(faults.TaskFails) ? await FailAsync(task) : await CompleteAsync(task, history);
        }
    }

    /// <summary>The whole history of a task; null if it could not be had.</summary>
    private async Task<List<HistoryEvent>?> HistoryAsync(PollWorkflowTaskQueueResponse task)
    {
        var runId = task.WorkflowExecution.RunId;
        var events = task.History.Events;
        if (events.Count > 0 && events[0].EventId == 1)
        {
            return [.. events];
        }

        var known = cache.GetValueOrDefault(runId);
        if (known is not null && (events.Count == 0 || known.Count == events[0].EventId - 1))
        {
            return [.. known, .. events];
        }

        var end = events.Count == 0 ? long.MaxValue : events[0].EventId;
        var older = await new HistoryPages(caller, ledger).ReadAsync(task.WorkflowExecution, end);
        caller.World.Check(
            older is null || events.Count == 0 || older.Count == end - 1,
            $"{runId}: the history has {older?.Count} events before the task's event {end}.");
        return older is null ? null : [.. older, .. events];
    }

    private async Task<PollWorkflowTaskQueueResponse?> CompleteAsync(
        PollWorkflowTaskQueueResponse task, List<HistoryEvent> history)
    {
        var runId = task.WorkflowExecution.RunId;
        caller.World.Check(
            history[^1].EventId == task.StartedEventId && history[^1].EventType == EventType.WorkflowTaskStarted,
            $"{runId}: the history of a task does not end with its start.");
        var isBad = dice.Chance(faults.TaskIsBad);
        var updates = UpdateAnswers.To(task.Messages, history);
        var request = new RespondWorkflowTaskCompletedRequest
        {
            Namespace = Wire.Namespace,
            TaskToken = task.TaskToken,
            Identity = identity,
            Commands = { isBad ? [Bad()] : [.. updates.Commands, .. WorkflowProgram.Decide(history)] },
            Messages = { isBad ? [] : updates.Messages },
            ReturnNewWorkflowTask = dice.Chance(0.5),
            ForceCreateNewWorkflowTask = dice.Chance(0.05),
        };
        if (dice.Chance(0.8))
        {
            request.StickyAttributes = new StickyExecutionAttributes
            {
                WorkerTaskQueue = sticky,
                ScheduleToStartTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
            };
        }

        foreach (var (id, _) in task.Queries)
        {
            request.QueryResults.Add(id, new WorkflowQueryResult
            {
                ResultType = QueryResultType.Answered,
                Answer = Wire.Text(QueryAnswer(runId, history)),
            });
        }

        var copies = dice.Chance(faults.TaskIsDoubled) ? 2 : 1;
        PollWorkflowTaskQueueResponse? next = null;
        for (; copies > 0; copies--)
        {
            next = await SendAsync(task, request, history, isBad) ?? next;
        }

        return next;
    }

    private async Task<PollWorkflowTaskQueueResponse?> SendAsync(
        PollWorkflowTaskQueueResponse task,
        RespondWorkflowTaskCompletedRequest request,
        List<HistoryEvent> history,
        bool isBad)
    {
        var runId = task.WorkflowExecution.RunId;
        cache.Remove(runId);
        var number = latest[runId] = ++answers;
        // A first task of a delayed run, for updates that are all refused or gone, has never been: there is nothing to
        // go back to.
        var isDropped = task.PreviousStartedEventId == 0
            && request.Commands.Count == 0
            && (request.Messages.Count > 0 || IsDelayed(history[0].WorkflowExecutionStartedEventAttributes));
        var (answer, refusal) = await caller.CallAsync(
            "complete task",
            (service, context) => service.RespondWorkflowTaskCompletedAsync(request, context),
            answer =>
            {
                if (answer.ResetHistoryEventId == 0 && !isDropped)
                {
                    ledger.Done($"Task {task.StartedEventId}", runId, e =>
                        e.WorkflowTaskCompletedEventAttributes?.StartedEventId == task.StartedEventId
                        && e.WorkflowTaskCompletedEventAttributes.Identity == identity);
                }

                answer.ActivityTasks.ToList().ForEach(ledger.Handed);
                if (answer.WorkflowTask is not null)
                {
                    Look(answer.WorkflowTask);
                }
            });
        caller.World.Check(!isBad || answer is null, $"{runId}: commands that are none were done.");
        caller.World.Check(
            refusal is null or { Code: RpcException.StatusCode.NotFound }
            || (refusal.Code == RpcException.StatusCode.InvalidArgument
                && (isBad || refusal.Message.Contains("UnhandledCommand", StringComparison.Ordinal))),
            $"{runId}: the commands were refused: {refusal}");
        if (answer is null)
        {
            return null;
        }

        // A task that only refused updates leaves nothing: the run goes on from where it was before.
        var end = answer.ResetHistoryEventId > 0 ? (int)answer.ResetHistoryEventId : history.Count;
        if (!isDropped)
        {
            Keep(runId, number, history[..end]);
        }

        foreach (var activity in answer.ActivityTasks)
        {
            runActivity(activity);
        }

        return answer.WorkflowTask;
    }

    private static bool IsDelayed(WorkflowExecutionStartedEventAttributes started) =>
        started.FirstWorkflowTaskBackoff?.ToTimeSpan() > TimeSpan.Zero;

    /// <summary>Keeps a run as it is now, unless a later task of it was answered before this answer came.</summary>
    private void Keep(string runId, int number, List<HistoryEvent> history)
    {
        if (number == latest[runId])
        {
            cache[runId] = history;
        }
    }

    private async Task<PollWorkflowTaskQueueResponse?> FailAsync(PollWorkflowTaskQueueResponse task)
    {
        cache.Remove(task.WorkflowExecution.RunId);
        await caller.CallAsync("fail task", (service, context) => service.RespondWorkflowTaskFailedAsync(
            new RespondWorkflowTaskFailedRequest
            {
                Namespace = Wire.Namespace,
                TaskToken = task.TaskToken,
                Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
                Failure = new Failure { Message = "the worker failed", ApplicationFailureInfo = new() },
                Identity = identity,
            },
            context));
        return null;
    }

    private Task<Reply<RespondQueryTaskCompletedResponse>> AnswerAsync(
        PollWorkflowTaskQueueResponse task, List<HistoryEvent> history) => caller.CallAsync(
        "answer query",
        (service, context) => service.RespondQueryTaskCompletedAsync(
            new RespondQueryTaskCompletedRequest
            {
                Namespace = Wire.Namespace,
                TaskToken = task.TaskToken,
                CompletedType = QueryResultType.Answered,
                QueryResult = Wire.Text(QueryAnswer(task.WorkflowExecution.RunId, history)),
            },
            context));

    private static string QueryAnswer(string runId, List<HistoryEvent> history) =>
        $"{runId} {history.Count(e => e.EventType == EventType.WorkflowExecutionSignaled)}";

    private static Command Bad() => new()
    {
        CommandType = CommandType.CancelTimer,
        CancelTimerCommandAttributes = new() { TimerId = "there is no such timer" },
    };
}
