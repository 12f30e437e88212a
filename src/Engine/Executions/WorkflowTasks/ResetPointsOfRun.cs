using System.Collections.Immutable;
using Cairn.Api.History.V1;
using Cairn.Api.Workflow.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>
/// Maintains where each build of the workers first completed a task: the points to which a run can be reset to undo a
/// bad build.
/// </summary>
internal static class ResetPointsOfRun
{
    /// <summary>The points after a task was completed.</summary>
    public static ImmutableList<ResetPointInfo> After(Execution state, HistoryEvent completed)
    {
        var build = completed.WorkflowTaskCompletedEventAttributes.WorkerVersion?.BuildId ?? "";
        return build.Length == 0 || state.ResetPoints.Exists(point => point.BuildId == build)
            ? state.ResetPoints
            : Last(state.ResetPoints.Add(new ResetPointInfo
            {
                RunId = state.Key.RunId.Value,
                BuildId = build,
                FirstWorkflowTaskCompletedId = completed.EventId,
                CreateTime = completed.EventTime,
                Resettable = state.Children.IsEmpty && state.Externals.IsEmpty,
            }));
    }

    /// <summary>The points that the next run of the chain starts with.</summary>
    public static ResetPoints? ForNextRun(Turn turn)
    {
        if (turn.State.ResetPoints.IsEmpty)
        {
            return null;
        }

        var points = new ResetPoints();
        foreach (var point in turn.State.ResetPoints)
        {
            var copy = point.Clone();
            if (copy.RunId == turn.State.Key.RunId.Value)
            {
                copy.ExpireTime = Timestamp.FromDateTimeOffset(turn.Now + Limits.ResetPointLife);
            }

            points.Points.Add(copy);
        }

        return points;
    }

    private static ImmutableList<ResetPointInfo> Last(ImmutableList<ResetPointInfo> points) =>
        points.Count > Limits.ResetPoints ? points.RemoveAt(0) : points;
}
