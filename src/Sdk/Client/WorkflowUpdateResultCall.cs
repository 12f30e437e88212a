using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Update.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>Waits for the outcome of an update.</summary>
internal static class WorkflowUpdateResultCall
{
    /// <summary>The result, not decoded; null if there is none.</summary>
    public static async Task<Payloads?> InvokeAsync(WorkflowUpdateHandle handle, RpcOptions? rpc)
    {
        var outcome = handle.KnownOutcome ?? await OutcomeAsync(handle, rpc).ConfigureAwait(false);
        return outcome.Failure is { } failure
            ? throw new WorkflowUpdateFailedException(
                await handle.Client.ValuesOf(handle.WorkflowId).Converter.ToExceptionAsync(failure)
                    .ConfigureAwait(false))
            : outcome.Success;
    }

    /// <summary>The outcome of the update.</summary>
    public static Task<Outcome> OutcomeAsync(WorkflowUpdateHandle handle, RpcOptions? rpc) =>
        UpdateWaiting.GuardAsync(() => PollAsync(handle, rpc));

    private static async Task<Outcome> PollAsync(WorkflowUpdateHandle handle, RpcOptions? rpc)
    {
        var client = handle.Client;
        var request = new PollWorkflowExecutionUpdateRequest
        {
            Namespace = client.Options.Namespace,
            UpdateRef = new()
            {
                UpdateId = handle.Id,
                WorkflowExecution = ClientServices.Execution(handle.WorkflowId, handle.WorkflowRunId),
            },
            Identity = client.Connection.Options.Identity,
            WaitPolicy = new() { LifecycleStage = UpdateWorkflowExecutionLifecycleStage.Completed },
        };
        while (true)
        {
            // The server may answer without an outcome when its wait is over: the call is made again.
            var answer = await client.ServiceFor(rpc).PollWorkflowExecutionUpdateAsync(
                request, RpcOptions.Context(rpc, ClientServices.LongPollTimeout)).ConfigureAwait(false);
            if (answer.Outcome is { } outcome)
            {
                return outcome;
            }
        }
    }
}
