using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Lifecycle;

namespace Cairn.Engine.Executions.Children;

/// <summary>Applies the parent close policy to a child whose parent has closed.</summary>
public static class CloseWithParent
{
    /// <summary>Follows the policy, if the run is this child and still open.</summary>
    /// <param name="turn">The decision on the newest run of the child's workflow id.</param>
    /// <param name="parent">The parent.</param>
    /// <param name="child">The child as the parent knows it.</param>
    public static void Decide(Turn turn, Execution parent, PendingChild child)
    {
        if (!turn.State.IsOpen || !ChildChain.Has(turn.State, parent, child.RunId))
        {
            return;
        }

        if (child.ParentClosePolicy == ParentClosePolicy.RequestCancel)
        {
            RequestCancelWorkflow.Write(turn, new WorkflowExecutionCancelRequestedEventAttributes
            {
                ExternalWorkflowExecution = parent.ToWire(),
                Identity = Events.ServerIdentity,
            });
        }
        else
        {
            TerminateWorkflow.ByServer(turn, "by parent close policy");
        }
    }
}
