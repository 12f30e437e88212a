using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Journal;
using Cairn.Engine.Rules;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>
/// A worker completes a workflow task with the commands of the workflow code: all of them are performed, or none.
/// </summary>
public static class CompleteWorkflowTask
{
    /// <summary>The request id of the next task, if a worker receives it with the response to a completion.</summary>
    public const string ReturnedTaskRequestId = "request-from-RespondWorkflowTaskCompleted";

    /// <summary>The result for the worker.</summary>
    public sealed record Outcome
    {
        /// <summary>
        /// Why the commands were not performed; null if they were. A refused completion may still have written that the
        /// task failed.
        /// </summary>
        public Refusal? Refusal { get; init; }

        /// <summary>Whether the completion failed the task: its updates are lost with it.</summary>
        public bool IsFailed { get; init; }

        /// <summary>Whether the next workflow task is started and goes with the response.</summary>
        public bool ReturnsTask { get; init; }

        /// <summary>Activities whose first attempt goes with the response.</summary>
        public IReadOnlyList<long> EagerActivities { get; init; } = [];

        /// <summary>Rejected updates with their failures.</summary>
        public IReadOnlyDictionary<string, Failure> RejectedUpdates { get; init; } =
            new Dictionary<string, Failure>();

        /// <summary>
        /// The event to which the worker must return because the speculative task is dropped; 0 if it is not.
        /// </summary>
        public long ResetHistoryEventId { get; init; }
    }

    /// <summary>Decides a RespondWorkflowTaskCompleted.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="task">The task that the worker's token names.</param>
    /// <param name="request">The request.</param>
    /// <param name="updates">Updates that are not in history yet.</param>
    public static Outcome Decide(
        Turn turn, TaskIdentity task, RespondWorkflowTaskCompletedRequest request, TaskUpdates updates)
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
            TimeOutWorkflowTask.Now(turn);
            ScheduleWorkflowTask.IfNeeded(turn);
            return Refuse(Refusal.NotFound("workflow task heartbeat timeout"));
        }

        var before = turn.Save();
        var attempt = turn.State.Task!.Attempt;
        var isForgettable = IsForgettable(turn.State, request);
        var context = new CommandContext(
            turn, Complete(turn, request), request.Identity, request.Messages, updates);
        if (Perform(context, request) is { } bad)
        {
            turn.Return(before);
            return FailInstead(turn, bad, attempt, request.Identity);
        }

        if (isForgettable && context.RejectedUpdates.Count == context.TakenMessages.Count)
        {
            turn.Return(before);
            return Forget(turn, context, request);
        }

        RejectIgnored(context, request);
        turn.Emit(new Effect.WorkflowTaskEnded());
        var eager = StartEager(turn, context, Version(request));
        var returnsTask = FollowUp(turn, context, request);
        return new Outcome
        {
            ReturnsTask = returnsTask && turn.State.IsOpen,
            EagerActivities = eager,
            RejectedUpdates = context.RejectedUpdates,
        };
    }

    private static Outcome Refuse(Refusal refusal) => new() { Refusal = refusal };

    /// <summary>Performs the commands in their order, then processes the messages that no command refers to.</summary>
    private static BadCommand? Perform(CommandContext context, RespondWorkflowTaskCompletedRequest request)
    {
        foreach (var command in request.Commands)
        {
            if (PerformCommand.Run(context, command) is { } bad)
            {
                return bad;
            }
        }

        foreach (var message in request.Messages)
        {
            if (TakeMessage.Run(context, message) is { } bad)
            {
                return bad;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a speculative task can be dropped if it rejects all its updates. Its worker must be able to return to
    /// the end of the task before it: that must be the end of the history, or near it for workers that support more.
    /// </summary>
    private static bool IsForgettable(Execution state, RespondWorkflowTaskCompletedRequest request)
    {
        var more = request.Capabilities?.DiscardSpeculativeWorkflowTaskWithEvents == true
            ? Limits.ForgettableEvents
            : 0;
        return state.Task is { IsSpeculative: true }
            && state.NextEventId <= state.PreviousStartedEventId + 2 + more
            && state.Buffered.IsEmpty
            && request.Commands.Count == 0
            && !request.ForceCreateNewWorkflowTask;
    }

    private static Outcome Forget(Turn turn, CommandContext context, RespondWorkflowTaskCompletedRequest request)
    {
        EndWorkflowTask.Forget(turn);
        BindSticky(turn, request);
        RejectIgnored(context, request);
        if (context.Updates.AreMoreWaiting)
        {
            ScheduleWorkflowTask.ForUpdates(turn);
        }

        return new Outcome
        {
            RejectedUpdates = context.RejectedUpdates,
            ResetHistoryEventId = turn.State.PreviousStartedEventId,
        };
    }

    /// <summary>Rejects the updates without a response, unless the worker asks for more time by a heartbeat.</summary>
    private static void RejectIgnored(CommandContext context, RespondWorkflowTaskCompletedRequest request)
    {
        if (context.Turn.State.IsOpen && !request.ForceCreateNewWorkflowTask)
        {
            RejectUpdate.Ignored(context);
        }
    }

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
                WorkerVersion = Version(request),
                MeteringMetadata = request.MeteringMetadata,
            },
        });
        BindSticky(turn, request);
        return completed;
    }

    /// <summary>The build of the worker, which SDKs of different versions put into different fields.</summary>
    private static WorkerVersionStamp? Version(RespondWorkflowTaskCompletedRequest request) =>
        request.WorkerVersionStamp ?? (request.DeploymentOptions?.BuildId ?? request.BinaryChecksum) switch
        {
            "" => null,
            var build => new WorkerVersionStamp { BuildId = build },
        };

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
            // The failure is in history already: the task is left to time out, which slows down its retries.
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

        return new Outcome { Refusal = refusal, IsFailed = true };
    }

    /// <summary>
    /// Starts the activities that are still pending: a later command may have cancelled one, or closed the run.
    /// </summary>
    private static List<long> StartEager(Turn turn, CommandContext context, WorkerVersionStamp? version)
    {
        var started = new List<long>();
        foreach (var scheduledEventId in context.EagerActivities)
        {
            var queue = turn.State.TaskQueue; // Only activities on the workflow's own queue are eager.
            var requestId = DerivedIds.Of(turn.State.Key.RunId, scheduledEventId);
            if (StartActivity.Decide(turn, scheduledEventId, attempt: 1, queue, requestId, context.Identity, version))
            {
                started.Add(scheduledEventId);
            }
        }

        return started;
    }

    private static bool FollowUp(Turn turn, CommandContext context, RespondWorkflowTaskCompletedRequest request)
    {
        if (!turn.State.IsOpen)
        {
            CloseRun.Tell(turn);
            return false;
        }

        var isNeeded = request.ForceCreateNewWorkflowTask || !turn.State.Buffered.IsEmpty;
        if (!isNeeded && !context.Updates.AreMoreWaiting)
        {
            return false;
        }

        if (!request.ReturnNewWorkflowTask)
        {
            Schedule(turn, isNeeded);
            return false;
        }

        var task = isNeeded ? ScheduleWorkflowTask.Unoffered(turn) : ScheduleWorkflowTask.Speculative(turn);
        return StartWorkflowTask.Decide(
            turn, task.ScheduledEventId, task.Attempt, ReturnedTaskRequestId, request.Identity, Version(request));
    }

    private static void Schedule(Turn turn, bool isNeeded)
    {
        if (isNeeded)
        {
            ScheduleWorkflowTask.Now(turn);
        }
        else
        {
            ScheduleWorkflowTask.ForUpdates(turn);
        }
    }
}
