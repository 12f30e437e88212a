using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Tests.Engine;
using Cairn.Tests.Simulation.Actors;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>What is true of every run when all is over.</summary>
internal static class FinalChecks
{
    /// <summary>Checks a run as the disk has it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="run">The run.</param>
    /// <param name="losesWorkers">
    /// Whether workers died with their server, so that what they had timed out when it came back.
    /// </param>
    public static void Check(World world, DurableRun run, bool losesWorkers)
    {
        try
        {
            Invariants.Check(run.State, run.Events);
        }
        catch (Exception broken)
        {
            world.Fail($"{run.State.Key}: {broken.Message}\n{StateText.Of(run.Events)}");
        }

        var wrong = Commands(run.Events) ?? Results(run.Events) ?? Timeouts(run.Events, losesWorkers);
        world.Check(wrong is null, $"{run.State.Key}: {wrong}\n{StateText.Of(run.Events)}");
        world.Check(run.IsOpen || run.IsGone || run.Head.WakeAt is null, $"{run.State.Key} is closed and to be woken.");
    }

    /// <summary>Each task's commands are in history, once, and are those that its workflow code decides on.</summary>
    private static string? Commands(IReadOnlyList<HistoryEvent> events)
    {
        foreach (var completed in events.Where(e => e.EventType == EventType.WorkflowTaskCompleted))
        {
            var started = completed.WorkflowTaskCompletedEventAttributes.StartedEventId;
            var decided = WorkflowProgram.Decide(events.Take((int)started)).Select(CommandText.Of).ToList();
            var written = events
                .Where(e => CommandText.TaskOf(e) == completed.EventId)
                .Select(CommandText.Of)
                .ToList();
            if (!decided.SequenceEqual(written))
            {
                return $"task {started} decides {string.Join(", ", decided)}; written is {string.Join(", ", written)}";
            }
        }

        return null;
    }

    /// <summary>Each result is that of the attempt which history names, and there once.</summary>
    private static string? Results(IReadOnlyList<HistoryEvent> events)
    {
        var results = new HashSet<string>();
        foreach (var e in events.Where(e => e.EventType == EventType.ActivityTaskCompleted))
        {
            var completed = e.ActivityTaskCompletedEventAttributes;
            var result = Wire.Text(completed.Result);
            var scheduled = events[(int)completed.ScheduledEventId - 1].ActivityTaskScheduledEventAttributes;
            var started = events[(int)completed.StartedEventId - 1].ActivityTaskStartedEventAttributes;
            var words = result.Split('/');
            var isOfAttempt = words.Length > 4 || words[2] == $"{started.Attempt}"; // By id, any attempt's will do.
            if (!results.Add(result) || words[1] != scheduled.ActivityId || !isOfAttempt)
            {
                return $"activity {scheduled.ActivityId} has the result {result}";
            }
        }

        return null;
    }

    /// <summary>Nothing times out before its time.</summary>
    private static string? Timeouts(IReadOnlyList<HistoryEvent> events, bool losesWorkers)
    {
        foreach (var e in events)
        {
            var (from, wait) = e.EventType switch
            {
                EventType.WorkflowExecutionTimedOut =>
                    (events[0], events[0].WorkflowExecutionStartedEventAttributes.WorkflowRunTimeout),
                EventType.WorkflowTaskTimedOut
                    when !losesWorkers
                    && e.WorkflowTaskTimedOutEventAttributes.TimeoutType == TimeoutType.StartToClose => (
                    events[(int)e.WorkflowTaskTimedOutEventAttributes.StartedEventId - 1],
                    events[0].WorkflowExecutionStartedEventAttributes.WorkflowTaskTimeout),
                EventType.ActivityTaskTimedOut when !losesWorkers
                    && e.ActivityTaskTimedOutEventAttributes.StartedEventId > 0
                    && Of(e) == TimeoutType.StartToClose => (
                    events[(int)e.ActivityTaskTimedOutEventAttributes.StartedEventId - 1],
                    events[(int)e.ActivityTaskTimedOutEventAttributes.ScheduledEventId - 1]
                        .ActivityTaskScheduledEventAttributes.StartToCloseTimeout),
                _ => default,
            };
            if (from is not null && e.EventTime < from.EventTime + wait)
            {
                return $"event {e.EventId}, {e.EventType}, is early";
            }
        }

        return null;
    }

    private static TimeoutType? Of(HistoryEvent e) =>
        e.ActivityTaskTimedOutEventAttributes.Failure.TimeoutFailureInfo?.TimeoutType;
}
