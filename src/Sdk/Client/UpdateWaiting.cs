using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>What the calls that wait for updates share.</summary>
internal static class UpdateWaiting
{
    /// <summary>The stage on the wire.</summary>
    /// <exception cref="ArgumentException">A caller cannot wait for this stage.</exception>
    public static UpdateWorkflowExecutionLifecycleStage StageOf(WorkflowUpdateStage waitForStage) => waitForStage switch
    {
        WorkflowUpdateStage.Accepted or WorkflowUpdateStage.Completed =>
            (UpdateWorkflowExecutionLifecycleStage)waitForStage,
        WorkflowUpdateStage.None => throw new ArgumentException("WaitForStage is required to start an update"),
        _ => throw new ArgumentOutOfRangeException(
            nameof(waitForStage), waitForStage, $"WaitForStage is {waitForStage}, but must be Accepted or Completed"),
    };

    /// <summary>Makes a call that may time out or be cancelled while the update continues.</summary>
    /// <exception cref="WorkflowUpdateRpcTimeoutOrCanceledException">The call timed out or was cancelled.</exception>
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
