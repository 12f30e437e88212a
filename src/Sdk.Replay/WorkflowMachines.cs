using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Chunks;
using Cairn.Sdk.Replay.Commands;
using Cairn.Sdk.Replay.Machines;
using Cairn.Sdk.Replay.Randomness;

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
    private bool replaying;
    private bool closed;

    /// <summary>Creates the machines of a run that has not begun.</summary>
    public WorkflowMachines()
    {
        activities = new(queue, jobs);
        timers = new(queue, jobs);
        patches = new(queue, jobs);
    }

    /// <summary>The flags that history has recorded and that this worker has taken up.</summary>
    public SdkFlags Flags => flags;

    /// <summary>The started event of the last workflow task that went through; 0 if none did.</summary>
    public long LastStartedEventId { get; private set; }

    /// <summary>Adds history, whole or what is new since the last call.</summary>
    /// <returns>False if events are missing in between: full history is needed, and new machines.</returns>
    public bool TryFeed(IReadOnlyList<HistoryEvent> events) => history.TryAppend(events);

    /// <summary>The next step for workflow code; null when everything has been told.</summary>
    /// <param name="toTheEnd">
    /// Whether events after the last workflow task are matched too, as when a recorded history is verified.
    /// </param>
    /// <exception cref="NondeterminismException">The code's commands do not fit history.</exception>
    public Activation? Next(bool toTheEnd = false)
    {
        while (!jobs.HasJobs)
        {
            if (!history.TryNext(out var chunk, toTheEnd))
            {
                return null;
            }

            Apply(chunk);
        }

        return jobs.Build();
    }

    /// <summary>Takes what workflow code produced in answer to the last activation.</summary>
    public void Accept(IReadOnlyList<WorkflowCommand> commands)
    {
        WorkflowCommand? terminal = null;
        var moveTerminal = flags.UseCore(SdkFlags.MoveTerminalCommands, replaying);
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
            jobs.Drop();
        }
    }

    /// <summary>The commands for the server, after the last activation of a task.</summary>
    public IEnumerable<Command> ToCommands() => queue.ToCommands();

    /// <summary>What the completion of the task says about this SDK.</summary>
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
            default:
                throw new ArgumentException($"Unknown command {command}", nameof(command));
        }
    }

    private void Apply(HistoryChunk chunk)
    {
        // The completion of this very task tells which logic it was made with.
        replaying = chunk.Completed is not null;
        flags.Learn(chunk.Completed?.WorkflowTaskCompletedEventAttributes.SdkMetadata);
        patches.Announce(chunk.FollowingCommands);
        foreach (var e in chunk.Events)
        {
            if (e.EventType == EventType.WorkflowTaskScheduled)
            {
                queue.RequireEmpty(e);
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
            jobs.Begin(started, replaying);
            LastStartedEventId = started.EventId;
        }
        else
        {
            queue.RequireEmpty(chunk.Events[^1]);
            jobs.Drop();
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
            case EventType.WorkflowTaskFailed
                when e.WorkflowTaskFailedEventAttributes.Cause == WorkflowTaskFailedCause.ResetWorkflow:
                jobs.Add(new ActivationJob.UpdateRandomSeed(
                    RunIdSeed.Of(e.WorkflowTaskFailedEventAttributes.NewRunId)));
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
            default:
                RequireHarmless(e);
                break;
        }
    }

    private void RequireHarmless(HistoryEvent e)
    {
        var harmless = e.WorkerMayIgnore || e.EventType
            is EventType.WorkflowTaskStarted
            or EventType.WorkflowTaskTimedOut
            or EventType.WorkflowTaskFailed
            or EventType.WorkflowExecutionTimedOut
            or EventType.WorkflowExecutionTerminated
            or EventType.WorkflowExecutionOptionsUpdated
            or EventType.WorkflowExecutionPaused
            or EventType.WorkflowExecutionUnpaused
            or EventType.WorkflowPropertiesModifiedExternally
            or EventType.ActivityPropertiesModifiedExternally
            or EventType.WorkflowExecutionTimeSkippingTransitioned;
        if (!harmless)
        {
            throw queue.NothingFor(e, "this version of the SDK does not know such events");
        }
    }
}
