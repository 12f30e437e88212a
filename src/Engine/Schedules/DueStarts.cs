using Cairn.Api.Enums.V1;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>The starts of a schedule whose time has come.</summary>
internal static class DueStarts
{
    /// <summary>Queues a start that is due by the spec; it is dropped if too many wait.</summary>
    public static void Add(ScheduleTurn turn, Timestamp nominal, Timestamp actual) => Add(
        turn, new DueStart { Nominal = nominal, Actual = actual }, which: $"{nominal.Seconds}.{nominal.Nanos}");

    /// <summary>Queues a start that a caller requested; it is dropped if too many wait.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="nominal">The nominal time of the start; null means the time of the decision.</param>
    /// <param name="policy">The overlap policy of the request.</param>
    public static void AddManual(ScheduleTurn turn, Timestamp? nominal, ScheduleOverlapPolicy policy)
    {
        var now = Timestamp.FromDateTimeOffset(turn.Now);
        var start = new DueStart
        {
            Nominal = nominal ?? now,
            Actual = now,
            OverlapPolicy = policy,
            IsManual = true,
            MayRepeat = nominal is not null,
        };
        Add(turn, start, which: $"manual/{turn.State.ManualStarts + 1}");
    }

    private static void Add(ScheduleTurn turn, DueStart start, string which)
    {
        var state = turn.State;
        if (state.Waiting.Count >= Limits.ScheduleBuffer)
        {
            state.Info.BufferDropped++;
            return;
        }

        if (start.IsManual)
        {
            state.ManualStarts++;
        }

        start.RequestId = HashedId.Of($"{state.InstanceId}/{which}");
        state.Waiting.Add(start);
    }

    /// <summary>
    /// The workflow id of a start that is performed now. Times in it are in whole seconds, as in Temporal's server; if
    /// another start has that id, a number is added.
    /// </summary>
    public static string ChooseWorkflowId(ScheduleDocument state, DueStart start)
    {
        var id = ScheduledStart.WorkflowId(state, start.Nominal);
        var isTaken = !start.MayRepeat
            && !state.Schedule.Policies.KeepOriginalWorkflowId
            && state.Starting.Select(other => other.WorkflowId)
                .Concat(state.Running.Select(action => action.Execution.WorkflowId))
                .Concat(state.Info.RecentActions.Select(action => action.StartWorkflowResult.WorkflowId))
                .Any(other => other.StartsWith(id, StringComparison.Ordinal));
        return isTaken ? $"{id}-{++state.ManualStarts}" : id;
    }

    /// <summary>Whether the limit of actions and the pause allow a start.</summary>
    public static bool MayStart(ScheduleDocument schedule, bool isManual)
    {
        var state = schedule.Schedule.State;
        return isManual || (!state.Paused && (!state.LimitedActions || state.RemainingActions > 0));
    }

    /// <summary>The overlap policy of a start.</summary>
    public static ScheduleOverlapPolicy PolicyOf(ScheduleDocument schedule, DueStart start) =>
        start.OverlapPolicy == ScheduleOverlapPolicy.Unspecified
            ? schedule.Schedule.Policies.OverlapPolicy
            : start.OverlapPolicy;
}
