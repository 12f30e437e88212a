using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities.Operations;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Resets;

/// <summary>
/// Resets a workflow to an earlier point: a new run begins with the history up to a workflow task, which fails, so that
/// the code decides again. Events from outside after the point are reapplied to the new run.
/// </summary>
public static class ResetWorkflow
{
    /// <summary>Decides a ResetWorkflowExecution that passed <see cref="ResetRules"/>.</summary>
    /// <param name="from">The decision on the run to reset, whose history is copied.</param>
    /// <param name="current">
    /// The decision on the newest run, which ends if it is open; often the same as <paramref name="from"/>.
    /// </param>
    /// <param name="events">The whole history of the run to reset.</param>
    /// <param name="later">The histories of the runs that followed it in its chain.</param>
    /// <param name="request">The request.</param>
    /// <param name="runId">The id of the new run.</param>
    /// <param name="newRun">The first records of the new run.</param>
    public static Refusal? Decide(
        Turn from,
        Turn current,
        IReadOnlyList<HistoryEvent> events,
        IReadOnlyList<HistoryEvent> later,
        ResetWorkflowExecutionRequest request,
        RunId runId,
        out Turn? newRun)
    {
        newRun = null;
        var point = request.WorkflowTaskFinishEventId;
        if (ResetRules.CheckPoint(from.State, point) is { } refusal)
        {
            return refusal;
        }

        var turn = Begin(from.State, events.Take((int)point - 1), request, runId, from.Now);
        if (turn.State is not { IsOpen: true, Task: not null })
        {
            return ResetRules.NoTask(point);
        }

        FailTask(turn, from.State.Key.RunId, request.Reason);
        foreach (var activity in turn.State.Activities.Values.OrderBy(activity => activity.ScheduledEventId).ToList())
        {
            RescheduleActivity.At(turn, activity.ScheduledEventId, attempt: 1, turn.Now, isNew: true);
        }

        var ended = End(from, current, request.Reason, runId);
        Reapply.All(turn, [.. events.Skip((int)point - 1), .. later, .. ended], request);
        PostReset.Run(turn, request);
        ScheduleWorkflowTask.IfNeeded(turn);
        Outgoing.Send(turn);
        newRun = turn;
        return null;
    }

    private static Turn Begin(
        Execution from,
        IEnumerable<HistoryEvent> events,
        ResetWorkflowExecutionRequest request,
        RunId runId,
        DateTimeOffset now)
    {
        var turn = new Turn(state: null, now);
        turn.Note(new Record
        {
            Born = new Born
            {
                Namespace = from.Key.Namespace.Value,
                WorkflowId = from.Key.WorkflowId.Value,
                RunId = runId.Value,
                StartRequestId = from.StartRequestId,
                StartTime = Timestamp.FromDateTimeOffset(now),
            },
        });
        turn.Note(new Record
        {
            BornOfReset = new BornOfReset
            {
                RequestId = request.RequestId,
                Time = Timestamp.FromDateTimeOffset(now),
                OriginalStartTime = Timestamp.FromDateTimeOffset(from.Origin?.OriginalStartTime ?? from.StartTime),
                Line = { from.Origin?.Line ?? [], from.Key.RunId.Value },
            },
        });
        foreach (var e in events)
        {
            turn.Note(new Record { Event = e });
        }

        return turn;
    }

    /// <summary>Fails the task at the end of the copied history: its worker has the task of another run.</summary>
    private static void FailTask(Turn turn, RunId from, string reason)
    {
        var runId = turn.State.Key.RunId;
        var task = turn.State.Task!;
        if (!task.IsStarted)
        {
            turn.Write(StartWorkflowTask.Event(
                turn.State,
                task.ScheduledEventId,
                DerivedIds.Of(runId, turn.State.NextEventId),
                Events.ServerIdentity,
                turn.State.HistoryBytes,
                suggest: false));
        }

        turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowTaskFailed,
            WorkflowTaskFailedEventAttributes = new WorkflowTaskFailedEventAttributes
            {
                ScheduledEventId = task.ScheduledEventId,
                StartedEventId = turn.State.Task!.StartedEventId,
                Cause = WorkflowTaskFailedCause.ResetWorkflow,
                Failure = new Failure { Message = reason, ResetWorkflowFailureInfo = new ResetWorkflowFailureInfo() },
                Identity = Events.ServerIdentity,
                BaseRunId = from.Value,
                NewRunId = runId.Value,
            },
        });
    }

    /// <summary>Ends the newest run if it is open.</summary>
    /// <returns>
    /// The events that were buffered for the end of its workflow task: the workflow has not seen them.
    /// </returns>
    private static IEnumerable<HistoryEvent> End(Turn from, Turn current, string reason, RunId runId)
    {
        from.Note(new Record { ResetInto = new ResetInto { RunId = runId.Value } });
        if (!current.State.IsOpen)
        {
            return [];
        }

        if (current != from)
        {
            current.Note(new Record { ResetInto = new ResetInto { RunId = runId.Value } });
        }

        TerminateWorkflow.ForReset(current, reason);
        return current.Records.Where(record => record.Flushed is not null).Select(record => record.Flushed);
    }
}
