using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Chunks;
using Cairn.Sdk.Replay.Commands;
using Cairn.Sdk.Replay.Machines;
using Cairn.Sdk.Replay.Randomness;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay;

/// <summary>
/// The worker's half of one run: history goes in, activations for workflow code come out; the code's commands go in,
/// commands for the server come out. In a replay the commands are matched against history instead.
/// </summary>
internal sealed class WorkflowMachines
{
    private readonly HistoryBuffer history = new();
    private readonly ActivationBuilder jobs = new();
    private readonly CommandQueue queue = new();
    private readonly SdkFlags flags = new();
    private readonly ActivityMachines activities;
    private readonly TimerMachines timers;
    private readonly PatchMachines patches;
    private readonly ChildMachines children;
    private readonly SignalMachines signals;
    private readonly CancelMachines cancels;
    private readonly UpdateMachines updates;
    private readonly LocalActivityMachines localActivities;
    private bool replaying;
    private bool closed;

    /// <summary>Creates the machines of a run that has not begun.</summary>
    /// <param name="observer">Called for every transition that the machines take; null for none.</param>
    public WorkflowMachines(ITransitionObserver? observer = null)
    {
        activities = new(queue, jobs, observer);
        timers = new(queue, jobs, observer);
        patches = new(queue, jobs);
        cancels = new(queue, jobs, observer);
        children = new(queue, jobs, cancels, observer);
        signals = new(queue, jobs, observer);
        updates = new(queue, jobs, observer);
        localActivities = new(queue, jobs, observer);
    }

    /// <summary>The flags that history has recorded and that this worker has turned on.</summary>
    public SdkFlags Flags => flags;

    /// <summary>The id of the started event of the last completed workflow task; 0 if there is none.</summary>
    public long LastStartedEventId { get; private set; }

    /// <summary>Whether this worker runs local activities that the code waits for.</summary>
    public bool RunsLocalActivities => localActivities.AnyRunning;

    /// <summary>Adds history: all of it, or the part that is new since the last call.</summary>
    /// <returns>False if events are missing in between: the caller needs full history and new machines.</returns>
    public bool TryFeed(IReadOnlyList<HistoryEvent> events) => history.TryAppend(events);

    /// <summary>Adds the updates that came with a task.</summary>
    public void Receive(IReadOnlyList<Message> messages) => updates.Receive(messages);

    /// <summary>Forgets events after this one: the server did not write them, because their task failed.</summary>
    public void RollBack(long startedEventId)
    {
        history.RollBack(startedEventId);
        LastStartedEventId = Math.Min(LastStartedEventId, startedEventId);
    }

    /// <summary>The local activities that the worker is to start now.</summary>
    public IReadOnlyList<LocalActivityMachine> TakeLocalActivitiesToStart() => localActivities.TakeToStart();

    /// <summary>The local activities that the worker is to ask to stop now, by number.</summary>
    public IReadOnlyList<uint> TakeLocalActivitiesToCancel() => localActivities.TakeToCancel();

    /// <summary>Records that a local activity has ended. The next step notifies workflow code.</summary>
    public void Complete(LocalActivityResult result) => localActivities.Complete(result);

    /// <summary>The next step for workflow code; null when there is nothing left to deliver.</summary>
    /// <param name="toTheEnd">
    /// Whether events after the last workflow task are matched too, as when a recorded history is verified.
    /// </param>
    /// <exception cref="NondeterminismException">The code's commands do not fit history.</exception>
    public Activation? Next(bool toTheEnd = false)
    {
        while (!jobs.HasJobs && !localActivities.TryResolveAnnounced())
        {
            if (!history.TryNext(out var chunk, toTheEnd))
            {
                return null;
            }

            Apply(chunk);
        }

        return jobs.Build();
    }

    /// <summary>Takes the commands that workflow code produced for the last activation.</summary>
    public void Accept(IReadOnlyList<WorkflowCommand> commands)
    {
        WorkflowCommand? terminal = null;
        var moveTerminal = flags.UseCore(SdkFlags.MoveTerminalCommands, replaying)
            || flags.UseLanguage(SdkFlags.ReorderWorkflowCompletion, isReplaying: true);
        foreach (var command in commands)
        {
            if (command.IsTerminal)
            {
                terminal ??= command;
                continue;
            }

            if (terminal is null || moveTerminal)
            {
                Accept(command);
            }
        }

        if (terminal is not null && !closed)
        {
            closed = true;
            var close = new CloseMachine(terminal);
            queue.Add(close, close.Command);
            localActivities.Abandon();
            jobs.Drop();
        }

        localActivities.Settle(replaying);
    }

    /// <summary>The commands for the server, after the last activation of a task.</summary>
    public IEnumerable<Command> ToCommands() => queue.ToCommands();

    /// <summary>The answers to updates that go with the commands.</summary>
    public IEnumerable<Message> ToMessages() => updates.ToMessages();

    /// <summary>The SDK name, version and flags that the completion of the task reports.</summary>
    public WorkflowTaskCompletedMetadata ToMetadata() => flags.ToMetadata();

    private void Accept(WorkflowCommand command)
    {
        switch (command)
        {
            case WorkflowCommand.ScheduleActivity schedule:
                activities.Schedule(schedule);
                break;
            case WorkflowCommand.RequestCancelActivity cancel:
                activities.Cancel(cancel);
                break;
            case WorkflowCommand.StartTimer start:
                timers.Start(start);
                break;
            case WorkflowCommand.CancelTimer cancel:
                timers.Cancel(cancel);
                break;
            case WorkflowCommand.SetPatchMarker patch:
                patches.Set(patch, flags.UseCore(SdkFlags.UpsertSearchAttributeOnPatch, replaying));
                break;
            case WorkflowCommand.ScheduleLocalActivity schedule:
                localActivities.Schedule(schedule);
                break;
            case WorkflowCommand.CancelLocalActivity cancel:
                localActivities.Cancel(cancel);
                break;
            case WorkflowCommand.UpsertSearchAttributes or WorkflowCommand.UpsertMemo:
                var upsert = new UpsertMachine(command);
                queue.Add(upsert, upsert.Command);
                break;
            default:
                AcceptForOthers(command);
                break;
        }
    }

    private void AcceptForOthers(WorkflowCommand command)
    {
        switch (command)
        {
            case WorkflowCommand.StartChild start:
                children.Start(start);
                break;
            case WorkflowCommand.CancelChild cancel:
                children.Cancel(cancel);
                break;
            case WorkflowCommand.SignalExternal signal:
                signals.Send(signal);
                break;
            case WorkflowCommand.CancelSignal cancel:
                signals.Cancel(cancel);
                break;
            case WorkflowCommand.CancelExternal cancel:
                cancels.Cancel(cancel);
                break;
            case WorkflowCommand.AcceptUpdate accept:
                updates.Accept(accept);
                break;
            case WorkflowCommand.RejectUpdate reject:
                updates.Reject(reject);
                break;
            case WorkflowCommand.CompleteUpdate complete:
                updates.Complete(complete);
                break;
            default:
                throw new ArgumentException($"Unknown command {command}", nameof(command));
        }
    }

    private void Apply(HistoryChunk chunk)
    {
        // The completion of this task says which logic it was made with.
        replaying = chunk.Completed is not null;
        flags.Learn(chunk.Completed?.WorkflowTaskCompletedEventAttributes.SdkMetadata);
        patches.Announce(chunk.FollowingCommands);
        foreach (var e in chunk.Events)
        {
            if (e.EventType == EventType.WorkflowTaskScheduled)
            {
                queue.RequireEmpty(e);
            }
            else if (LocalActivityMarker.Is(e))
            {
                localActivities.Record(e, flags.UseCore(SdkFlags.IdAndTypeDeterminismChecks, isReplaying: true));
            }
            else if (e.IsCommandEvent())
            {
                queue.Match(e, flags.UseCore(SdkFlags.IdAndTypeDeterminismChecks, isReplaying: true));
            }
            else
            {
                Apply(e);
            }
        }

        if (chunk.Started is { } started)
        {
            jobs.Begin(chunk.FirstStarted ?? started, chunk.Completed);
            LastStartedEventId = started.EventId;
            Foresee(chunk, started);
        }
        else
        {
            queue.RequireEmpty(chunk.Events[^1]);
            jobs.Drop();
        }
    }

    // A step has jobs that no event carries: a replay finds updates and local activities in the events that follow.
    private void Foresee(HistoryChunk chunk, HistoryEvent started)
    {
        if (replaying)
        {
            updates.Announce(chunk.FollowingCommands);
            localActivities.Announce(chunk.FollowingCommands);
        }
        else
        {
            updates.Deliver(started.EventId);
            localActivities.GoLive();
        }
    }

    private void Apply(HistoryEvent e)
    {
        switch (e.EventType)
        {
            case EventType.WorkflowExecutionStarted:
                var started = e.WorkflowExecutionStartedEventAttributes;
                jobs.Add(new ActivationJob.InitializeWorkflow(
                    started, e.EventTime?.ToDateTime() ?? default, RunIdSeed.Of(started.OriginalExecutionRunId)));
                break;
            case EventType.WorkflowTaskCompleted:
                flags.Learn(e.WorkflowTaskCompletedEventAttributes.SdkMetadata);
                break;
            case EventType.WorkflowTaskFailed:
                if (e.WorkflowTaskFailedEventAttributes.Cause == WorkflowTaskFailedCause.ResetWorkflow)
                {
                    jobs.Add(new ActivationJob.UpdateRandomSeed(
                        RunIdSeed.Of(e.WorkflowTaskFailedEventAttributes.NewRunId)));
                }

                break;
            case EventType.WorkflowExecutionSignaled:
                var signal = e.WorkflowExecutionSignaledEventAttributes;
                jobs.Add(new ActivationJob.SignalWorkflow(
                    signal.SignalName, signal.Input, signal.Header, signal.Identity));
                break;
            case EventType.WorkflowExecutionCancelRequested:
                jobs.Add(new ActivationJob.CancelWorkflow(e.WorkflowExecutionCancelRequestedEventAttributes.Cause));
                break;
            case EventType.TimerFired:
                timers.Fire(e);
                break;
            case EventType.ActivityTaskStarted or EventType.ActivityTaskCompleted or EventType.ActivityTaskFailed
                or EventType.ActivityTaskTimedOut or EventType.ActivityTaskCanceled:
                activities.Apply(e);
                break;
            case EventType.WorkflowExecutionUpdateAdmitted:
                updates.Admit(e);
                break;
            case EventType.StartChildWorkflowExecutionFailed or EventType.ChildWorkflowExecutionStarted
                or EventType.ChildWorkflowExecutionCompleted or EventType.ChildWorkflowExecutionFailed
                or EventType.ChildWorkflowExecutionCanceled or EventType.ChildWorkflowExecutionTimedOut
                or EventType.ChildWorkflowExecutionTerminated:
                children.Apply(e);
                break;
            case EventType.ExternalWorkflowExecutionSignaled or EventType.SignalExternalWorkflowExecutionFailed:
                signals.Apply(e);
                break;
            case EventType.ExternalWorkflowExecutionCancelRequested
                or EventType.RequestCancelExternalWorkflowExecutionFailed:
                cancels.Apply(e);
                break;
            default:
                RequireSilent(e);
                break;
        }
    }

    private void RequireSilent(HistoryEvent e)
    {
        if (!e.WorkerMayIgnore && EventKinds.KindOf(e.EventType) != EventKind.Silent)
        {
            throw queue.NothingFor(e, "this version of the SDK does not know such events");
        }
    }
}
