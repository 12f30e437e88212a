using Cairn.Api.Common.V1;
using Cairn.Engine.Rules;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Requests;

/// <summary>Finds the run that a request names.</summary>
internal static class Targets
{
    /// <summary>Refuses a request that does not name a workflow correctly.</summary>
    public static WorkflowExecution Check(WorkflowExecution? execution)
    {
        if (execution is null)
        {
            throw Refused.Invalid("Execution is not set on request.");
        }

        CheckIds(execution.WorkflowId, execution.RunId);
        return execution;
    }

    /// <summary>Refuses invalid ids.</summary>
    public static void CheckIds(string workflowId, string runId)
    {
        if (workflowId.Length == 0)
        {
            throw Refused.Invalid("WorkflowId is not set on request.");
        }

        if (runId.Length > 0 && !Guid.TryParse(runId, out _))
        {
            throw Refused.Invalid("Invalid RunId.");
        }
    }

    /// <summary>The requested run.</summary>
    /// <exception cref="Exceptions.RpcException">There is no such run.</exception>
    public static CachedExecution Find(Scope scope, string workflowId, string runId) =>
        scope.Run ?? throw Refused.NoRun(workflowId, runId);

    /// <summary>Refuses a name that exceeds the length limit.</summary>
    public static void CheckLength(string name, string what)
    {
        if (Names.TooLong(name))
        {
            throw Refused.Invalid($"{what} length exceeds limit.");
        }
    }
}
