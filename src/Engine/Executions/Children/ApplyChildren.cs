using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions.Children;

/// <summary>Applies the events of child workflows to the state of their parent.</summary>
internal static class ApplyChildren
{
    /// <summary>The workflow requested a child.</summary>
    public static Execution Initiated(Execution state, HistoryEvent e) => state with
    {
        Children = state.Children.Add(
            e.EventId,
            new PendingChild(
                Move(state, StatusOf(state, e.EventId), ChildTrigger.Initiate), e, RunId: "", StartedEventId: 0)),
    };

    /// <summary>The child was started.</summary>
    public static Execution Started(Execution state, HistoryEvent e)
    {
        var started = e.ChildWorkflowExecutionStartedEventAttributes;
        return Started(state, started.InitiatedEventId, started.WorkflowExecution.RunId, e.EventId);
    }

    /// <summary>The child was started; an event need not say so.</summary>
    public static Execution Started(Execution state, long initiatedEventId, string runId, long startedEventId)
    {
        var child = Find(state, initiatedEventId);
        return Set(state, initiatedEventId, child with
        {
            Status = Move(state, child.Status, ChildTrigger.Start),
            RunId = runId,
            StartedEventId = startedEventId,
        });
    }

    /// <summary>The buffered event of a start received its id.</summary>
    public static Execution Numbered(Execution state, HistoryEvent e)
    {
        var initiatedEventId = e.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId;
        return state.Children.TryGetValue(initiatedEventId, out var child)
            ? Set(state, initiatedEventId, child with { StartedEventId = e.EventId })
            : state;
    }

    /// <summary>The parent released the child.</summary>
    public static Execution Released(Execution state, long initiatedEventId)
    {
        var child = Find(state, initiatedEventId);
        return Set(state, initiatedEventId, child with { Status = Move(state, child.Status, ChildTrigger.Release) });
    }

    /// <summary>The parent no longer needs to know the child.</summary>
    public static Execution Gone(Execution state, long initiatedEventId, ChildTrigger trigger)
    {
        Move(state, Find(state, initiatedEventId).Status, trigger);
        return state with { Children = state.Children.Remove(initiatedEventId) };
    }

    private static Execution Set(Execution state, long initiatedEventId, PendingChild child) =>
        state with { Children = state.Children.SetItem(initiatedEventId, child) };

    private static PendingChild Find(Execution state, long initiatedEventId) =>
        state.Children.GetValueOrDefault(initiatedEventId)
        ?? throw new JournalCorruptException($"No child was asked for by event {initiatedEventId}.");

    private static ChildStatus StatusOf(Execution state, long initiatedEventId) =>
        state.Children.GetValueOrDefault(initiatedEventId)?.Status ?? ChildStatus.None;

    private static ChildStatus Move(Execution state, ChildStatus from, ChildTrigger trigger) =>
        ChildMachine.Table.Next(state, from, trigger);
}
