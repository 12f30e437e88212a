using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>What all calls have in common that wait for updates.</summary>
internal static class UpdateWaiting
{
    /// <summary>The stage as the wire has it.</summary>
    /// <exception cref="ArgumentException">Nobody can wait for this stage.</exception>
    public static UpdateWorkflowExecutionLifecycleStage StageOf(WorkflowUpdateStage waitForStage) => waitForStage switch
    {
        WorkflowUpdateStage.Accepted or WorkflowUpdateStage.Completed =>
            (UpdateWorkflowExecutionLifecycleStage)waitForStage,
        WorkflowUpdateStage.None => throw new ArgumentException("WaitForStage is required to start an update"),
        _ => throw new ArgumentOutOfRangeException(
            nameof(waitForStage), waitForStage, $"WaitForStage is {waitForStage}, but must be Accepted or Completed"),
    };

    /// <summary>Makes calls whose end by time or by the caller leaves the update somewhere.</summary>
    /// <exception cref="WorkflowUpdateRpcTimeoutOrCanceledException">That happened.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException
        {
            Code: RpcException.StatusCode.DeadlineExceeded or RpcException.StatusCode.Cancelled,
        })
        {
            throw new WorkflowUpdateRpcTimeoutOrCanceledException(e);
        }
    }
}
