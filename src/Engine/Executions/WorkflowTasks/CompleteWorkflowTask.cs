using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Journal;
using Cairn.Engine.Rules;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>
/// A worker ends a workflow task with the commands that the workflow code decided on: all of them or none.
/// </summary>
public static class CompleteWorkflowTask
{
    /// <summary>The request id of the task that a worker gets with the answer to the one before it.</summary>
    public const string ReturnedTaskRequestId = "request-from-RespondWorkflowTaskCompleted";

    /// <summary>What the worker gets.</summary>
    /// <param name="Refusal">
    /// Why the commands were not done; null if they were. A refused completion may still have written that the task
    /// failed.
    /// </param>
    /// <param name="ReturnsTask">Whether the next workflow task is started and goes with the answer.</param>
    /// <param name="EagerActivities">Activities whose first attempt goes with the answer.</param>
    public sealed record Outcome(Refusal? Refusal, bool ReturnsTask, IReadOnlyList<long> EagerActivities);

    /// <summary>Decides a RespondWorkflowTaskCompleted.</summary>
    public static Outcome Decide(Turn turn, TaskIdentity task, RespondWorkflowTaskCompletedRequest request)
    {
        if (!task.IsOf(turn.State))
        {
            return Refuse(Refusal.WorkflowTaskNotFound);
        }

        if (CheckSequence(request.Commands) is { } sequence)
        {
            return Refuse(Refusal.InvalidArgument(sequence));
        }

        if (IsEndlessHeartbeat(turn, request))
        {
            EndWorkflowTask.TimeOut(turn);
            ScheduleWorkflowTask.IfNeeded(turn);
            return Refuse(Refusal.NotFound("workflow task heartbeat timeout"));
        }

        var before = turn.Save();
        var attempt = turn.State.Task!.Attempt;
        var context = new CommandContext(turn, Complete(turn, request), request.Identity);
        foreach (var command in request.Commands)
        {
            if (PerformCommand.Run(context, command) is { } bad)
            {
                turn.Return(before);
                return FailInstead(turn, bad, attempt, request.Identity);
            }
        }

        turn.Emit(new Effect.WorkflowTaskEnded());
        var eager = StartEager(turn, context);
        var returnsTask = FollowUp(turn, context, request);
        return new Outcome(Refusal: null, returnsTask && turn.State.IsOpen, eager);
    }

    private static Outcome Refuse(Refusal refusal) => new(refusal, ReturnsTask: false, []);

    private static string? CheckSequence(RepeatedField<Command> commands)
    {
        var unknown = commands.FirstOrDefault(command => !PerformCommand.Knows(command.CommandType));
        if (unknown is not null)
        {
            return $"unknown command type: {unknown.CommandType}";
        }

        var closing = commands.TakeWhile(command => !PerformCommand.Closes(command.CommandType)).Count();
        return closing >= commands.Count - 1
            ? null
            : $"invalid command sequence: [{string.Join(", ", commands.Select(command => command.CommandType))}], "
                + $"command {commands[closing].CommandType} must be the last command.";
    }

    private static bool IsEndlessHeartbeat(Turn turn, RespondWorkflowTaskCompletedRequest request) =>
        request.ForceCreateNewWorkflowTask
        && request.Commands.Count == 0
        && request.Messages.Count == 0
        && turn.Now - turn.State.Task!.OriginalScheduledTime > Limits.WorkflowTaskHeartbeats;

    private static long Complete(Turn turn, RespondWorkflowTaskCompletedRequest request)
    {
        var task = turn.State.Task!;
        foreach (var e in TransientEvents.Of(turn.State).ToList())
        {
            turn.Note(new Record { Event = e });
        }

        var completed = turn.Write(new HistoryEvent
        {
            EventType = EventType.WorkflowTaskCompleted,
            WorkflowTaskCompletedEventAttributes = new WorkflowTaskCompletedEventAttributes
            {
                ScheduledEventId = task.ScheduledEventId,
                StartedEventId = task.StartedEventId,
                Identity = request.Identity,
                SdkMetadata = request.SdkMetadata,
                WorkerVersion = request.WorkerVersionStamp,
            },
        });
        BindSticky(turn, request);
        return completed;
    }

    private static void BindSticky(Turn turn, RespondWorkflowTaskCompletedRequest request)
    {
        var sticky = request.StickyAttributes;
        var name = sticky?.WorkerTaskQueue?.Name;
        if (string.IsNullOrEmpty(name))
        {
            if (turn.State.Sticky is not null)
            {
                turn.Note(new Record { StickyCleared = new StickyCleared() });
            }
        }
        else if (turn.State.Sticky?.Queue.Name != name)
        {
            turn.Note(new Record
            {
                StickyBound = new StickyBound
                {
                    Queue = new TaskQueue
                    {
                        Name = name,
                        Kind = TaskQueueKind.Sticky,
                        NormalName = turn.State.TaskQueue.Value,
                    },
                    ScheduleToStartTimeout = Duration.FromTimeSpan(
                        Durations.Read(sticky!.ScheduleToStartTimeout) ?? TimeSpan.Zero),
                },
            });
        }
    }

    private static Outcome FailInstead(Turn turn, BadCommand bad, int attempt, string identity)
    {
        var refusal = Refusal.InvalidArgument(bad.Message);
        if (attempt > 1 && bad.Cause != WorkflowTaskFailedCause.UnhandledCommand)
        {
            // The failure is in history already: the task is left to time out, which slows it.
            turn.Note(new Record { TaskRefused = new TaskRefused() });
            return Refuse(refusal);
        }

        EndWorkflowTask.Fail(turn, bad.Cause, Events.ServerFailure(bad.Message), identity);
        if (bad.Terminates)
        {
            TerminateWorkflow.ByServer(turn, bad.Message);
        }
        else
        {
            ScheduleWorkflowTask.IfNeeded(turn);
        }

        return Refuse(refusal);
    }

    /// <summary>
    /// Starts what is still there to start: a later command may have cancelled it, or closed the run.
    /// </summary>
    private static List<long> StartEager(Turn turn, CommandContext context) => [.. context.EagerActivities.Where(
        scheduledEventId => StartActivity.Decide(
            turn,
            scheduledEventId,
            attempt: 1,
            turn.State.TaskQueue, // Only activities on the workflow's own queue are eager.
            DerivedIds.Of(turn.State.Key.RunId, scheduledEventId),
            context.Identity))];

    private static bool FollowUp(Turn turn, CommandContext context, RespondWorkflowTaskCompletedRequest request)
    {
        if (!turn.State.IsOpen)
        {
            CloseRun.Tell(turn);
            return false;
        }

        if (!context.NeedsWorkflowTask && !request.ForceCreateNewWorkflowTask && turn.State.Buffered.IsEmpty)
        {
            return false;
        }

        if (!request.ReturnNewWorkflowTask)
        {
            ScheduleWorkflowTask.Now(turn);
            return false;
        }

        var task = ScheduleWorkflowTask.Unoffered(turn);
        return StartWorkflowTask.Decide(
            turn, task.ScheduledEventId, task.Attempt, ReturnedTaskRequestId, request.Identity);
    }
}
