using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Schedules;

/// <summary>
/// Decides by the overlap policies which waiting starts are performed, continue to wait, or are skipped.
/// </summary>
internal static class ResolveOverlaps
{
    /// <summary>Whether a start that must not overlap others has to wait.</summary>
    public static bool IsBusy(ScheduleDocument state) =>
        state.Running.Any(action => !action.IsBeside) || state.Starting.Any(start => !start.IsBeside);

    /// <summary>Decides. Returns the effects: first those that end workflows, then the starts.</summary>
    public static IReadOnlyList<ScheduleEffect> Decide(ScheduleTurn turn)
    {
        var state = turn.State;
        var waiting = state.Waiting.ToList();
        var isBusy = IsBusy(state);
        DueStart? first = null;
        state.Waiting.Clear();
        foreach (var start in waiting.Where(start => DueStarts.MayStart(state, start.IsManual)))
        {
            var policy = DueStarts.PolicyOf(state, start);
            if (policy == ScheduleOverlapPolicy.AllowAll)
            {
                start.IsBeside = true;
                Begin(state, start);
            }
            else if (!isBusy && first is null)
            {
                first = start;
                Begin(state, start);
            }
            else if (first is not null && policy is ScheduleOverlapPolicy.CancelOther
                or ScheduleOverlapPolicy.TerminateOther)
            {
                GiveUp(state, first); // It would be ended as soon as it began.
                first = start;
                Begin(state, start);
            }
            else
            {
                Keep(state, start, policy);
            }
        }

        return [.. MakeRoom(state), .. state.Starting.Select(start => new ScheduleEffect.Start(start))];
    }

    private static void Keep(ScheduleDocument state, DueStart start, ScheduleOverlapPolicy policy)
    {
        switch (policy)
        {
            case ScheduleOverlapPolicy.BufferAll:
            case ScheduleOverlapPolicy.BufferOne when state.Waiting.Count == 0:
                state.Waiting.Add(start);
                break;
            case ScheduleOverlapPolicy.CancelOther:
            case ScheduleOverlapPolicy.TerminateOther:
                foreach (var former in state.Waiting.Where(former => EndsOthers(state, former)).ToList())
                {
                    state.Waiting.Remove(former); // Of the starts that end others, only the last one is performed.
                    state.Info.OverlapSkipped++;
                }

                state.Waiting.Add(start);
                break;
            default:
                state.Info.OverlapSkipped++;
                break;
        }
    }

    private static List<ScheduleEffect> MakeRoom(ScheduleDocument state)
    {
        if (state.Waiting.FirstOrDefault(start => EndsOthers(state, start)) is not { } next)
        {
            return [];
        }

        var isTerminated = DueStarts.PolicyOf(state, next) == ScheduleOverlapPolicy.TerminateOther;
        return [.. state.Running.Where(action => !action.IsBeside).Select(action => isTerminated
            ? (ScheduleEffect)new ScheduleEffect.Terminate(action.Execution, next.RequestId)
            : new ScheduleEffect.Cancel(action.Execution, next.RequestId))];
    }

    private static bool EndsOthers(ScheduleDocument state, DueStart start) =>
        DueStarts.PolicyOf(state, start)
            is ScheduleOverlapPolicy.CancelOther or ScheduleOverlapPolicy.TerminateOther;

    private static void Begin(ScheduleDocument state, DueStart start)
    {
        Count(state, start, -1);
        start.WorkflowId = DueStarts.ChooseWorkflowId(state, start);
        state.Starting.Add(start);
    }

    private static void GiveUp(ScheduleDocument state, DueStart start)
    {
        Count(state, start, 1);
        state.Starting.Remove(start);
        state.Info.OverlapSkipped++;
    }

    private static void Count(ScheduleDocument state, DueStart start, int change)
    {
        if (!start.IsManual && state.Schedule.State.LimitedActions)
        {
            state.Schedule.State.RemainingActions += change;
            state.Revision -= change;
        }
    }
}
