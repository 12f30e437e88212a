namespace Cairn.Tests.Simulation.Mutants;

/// <summary>A mistake that somebody could have made: one text of the product's source in place of another.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Project">The project, a folder of <c>src</c>.</param>
/// <param name="File">The file, from that folder.</param>
/// <param name="Right">What stands there, exactly once.</param>
/// <param name="Wrong">What stands there instead.</param>
internal sealed record Mutant(string Name, string Project, string File, string Right, string Wrong)
{
    /// <summary>Every mutant that the simulation must catch.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("timers fire up to a second early", "Engine", "Executions/Timers/FireTimers.cs",
            "timer.FireTime <= turn.Now)", "timer.FireTime <= turn.Now.AddSeconds(1))"),
        new("a signal that is sent twice counts twice", "Engine", "Executions/Signals/SignalWorkflow.cs",
            "request.RequestId.Length > 0 && ", "request.RequestId.Length < 0 && "),
        new("one attempt more than the policy allows", "Engine", "Rules/RetryDecision.cs",
            "attempt >= policy.MaximumAttempts", "attempt > policy.MaximumAttempts"),
        new("results of former attempts are taken", "Engine", "Executions/Activities/ActivityAttempt.cs",
            "activity.Attempt == Attempt\n        && activity.StartedTime == StartedTime",
            "activity.Attempt >= Attempt"),
        new("events from outside come in the middle of a task", "Engine", "Executions/Turn.cs",
            "State.Task is { IsStarted: true } && ", "State.Task is { IsStarted: true, Attempt: > 2 } && "),
        new("a run closes on events that it has not seen", "Engine", "Executions/Commands/CommandContext.cs",
            "Turn.State.Buffered.Count == behind ? null", "Turn.State.Buffered.Count < 9 ? null"),
        new("details of heartbeats are lost", "Engine", "Executions/Activities/HeartbeatActivity.cs",
            "                Details = details,\n", ""),
        new("activities are not offered again after a restart", "Engine", "Executions/Wake.cs",
            ".Where(activity => activity is { Status: ActivityStatus.Scheduled, Pause: null })",
            ".Where(activity => activity is { Status: ActivityStatus.BackingOff, Pause: null })"),
        new("answers do not wait for the disk", "Runtime", "Partitions/CommitPipeline.cs",
            "            open.Add(reply);", "            reply.Release();"),
        new("two commits at once", "Runtime", "Partitions/CommitPipeline.cs",
            "if (running is not null || open.IsEmpty", "if (open.IsEmpty"),
        new("what was decided is believed after a failed commit", "Runtime", "Partitions/Partition.Failing.cs",
            "        slots.Clear();\n", ""),
        new("the clock skips a moment between two looks ahead", "Runtime", "Partitions/PartitionClock.cs",
            "new DueCursor(from, new RunId", "new DueCursor(from.AddSeconds(1), new RunId"),
        new("a task is lost when the store fails", "Runtime", "Requests/PollWorkflowTaskQueue.cs",
            "                node.Queues.Offer(queue, offer);", "                _ = queue;"),
        new("busy runs are forgotten", "Runtime", "Partitions/CachedExecution.cs",
            "public bool IsIdle => !IsDirty\n        && PendingBatches == 0", "public bool IsIdle => !IsDirty"),
        new("messages under way are forgotten with their node", "Engine", "Executions/Wake.cs",
            "        Outgoing.Send(turn);\n", ""),
        new("a child that has ended does not tell its parent", "Engine", "Executions/Lifecycle/CloseRun.cs",
            "MessageKind.CloseChild or MessageKind.TellParent", "MessageKind.CloseChild"),
        new("children outlive their parent", "Engine", "Executions/Lifecycle/CloseRun.cs",
            "MessageKind.CloseChild or MessageKind.TellParent", "MessageKind.TellParent"),
        new("closed runs are deleted before their time", "Runtime", "Retention/RetentionRunner.cs",
            "var until = Now - retention;", "var until = Now;"),
        new("a schedule does before it is durable what it decides", "Runtime", "Schedules/ScheduleRunner.cs",
            "        var effects = AdvanceSchedule.Decide(turn);\n        await CommitAsync(turn);\n",
            "        var effects = AdvanceSchedule.Decide(turn);\n"),
        new("a schedule forgets that its workflow runs", "Engine", "Schedules/ResolveOverlaps.cs",
            "state.Running.Any(action => !action.IsBeside) || ", ""),
        new("starts of a schedule in one second share a workflow id", "Engine", "Schedules/DueStarts.cs",
            "return isTaken ?", "return isTaken && state.ManualStarts < 0 ?"),
        new("a schedule whose making has no known outcome is forgotten", "Runtime", "Schedules/ScheduleRunner.cs",
            "            await ReloadIfUncertainAsync(); // It may be stored although the answer was lost.",
            "            Removed();"),
        new("a description does not wait for changes that are under way", "Runtime", "Schedules/ScheduleRunner.cs",
            "    public async Task<DescribeScheduleResponse> DescribeAsync()\n    {\n        await EnterAsync();",
            "    public async Task<DescribeScheduleResponse> DescribeAsync()\n    {\n"
            + "        if (IsStored)\n        {\n            return ScheduleViews.Describe(Snapshot());\n        }\n\n"
            + "        await EnterAsync();"),
        new("an update that was done is refused when it is repeated", "Engine", "Schedules/DefineSchedule.cs",
            "            return null; // The first request changed the token.\n",
            "            _ = turn;\n"),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
