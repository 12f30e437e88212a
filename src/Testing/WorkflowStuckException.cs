using Cairn.Exceptions;

namespace Cairn.Testing;

/// <summary>
/// The awaited workflow waits for something that will not come: nothing runs, no timer or timeout is set, and the test
/// did nothing for <see cref="WorkflowEnvironmentStartTimeSkippingOptions.IdleTimeout"/>.
/// </summary>
public class WorkflowStuckException : CairnException
{
    internal WorkflowStuckException(string workflowId, string waitsFor)
        : base(
            $"Workflow {workflowId} waits, and nothing can wake it: no task runs and no timer is set. It waits "
            + $"for:\n{waitsFor}")
    {
        WorkflowId = workflowId;
        WaitsFor = waitsFor;
    }

    /// <summary>The awaited workflow.</summary>
    public string WorkflowId { get; private init; }

    /// <summary>What it waits for, one line each.</summary>
    public string WaitsFor { get; private init; }
}
