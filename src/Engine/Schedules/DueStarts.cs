using Cairn.Api.Enums.V1;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Starts whose time has come.</summary>
internal static class DueStarts
{
    /// <summary>Has a start whose time came by itself wait for its turn; it is lost if too many do.</summary>
    public static void Add(ScheduleTurn turn, Timestamp nominal, Timestamp actual) => Add(
        turn, new DueStart { Nominal = nominal, Actual = actual }, which: $"{nominal.Seconds}.{nominal.Nanos}");

    /// <summary>Has a start that was asked for wait for its turn; it is lost if too many do.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="nominal">The time that it is for; null means that of the decision.</param>
    /// <param name="policy">The policy that was asked for.</param>
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
    /// The id of the workflow of a start that goes ahead now. Times in it have no more than seconds, as in Temporal's
    /// server; where that is the id of another start, this one's gets a number.
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

    /// <summary>Whether the limit of actions and the pause leave room for a start.</summary>
    public static bool MayStart(ScheduleDocument schedule, bool isManual)
    {
        var state = schedule.Schedule.State;
        return isManual || (!state.Paused && (!state.LimitedActions || state.RemainingActions > 0));
    }

    /// <summary>The policy of a start.</summary>
    public static ScheduleOverlapPolicy PolicyOf(ScheduleDocument schedule, DueStart start) =>
        start.OverlapPolicy == ScheduleOverlapPolicy.Unspecified
            ? schedule.Schedule.Policies.OverlapPolicy
            : start.OverlapPolicy;
}
