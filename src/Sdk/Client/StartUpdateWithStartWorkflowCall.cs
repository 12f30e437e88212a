using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Exceptions;
using Cairn.Protocol.Grpc;

namespace Cairn.Client;

/// <summary>Starts a workflow, if need be, and an update of it, in one step.</summary>
internal static class StartUpdateWithStartWorkflowCall
{
    public static async Task<WorkflowUpdateHandle<TResult>> InvokeAsync<TResult>(
        ICairnClient client, StartUpdateWithStartWorkflowInput input)
    {
        var start = input.Options.StartWorkflowOperation
            ?? throw new ArgumentException("Start workflow operation is required in options");
        start.Use();
        try
        {
            var handle = await StartAsync<TResult>(client, input, start).ConfigureAwait(false);
            return input.Options.WaitForStage == WorkflowUpdateStage.Completed && handle.KnownOutcome is null
                ? handle with
                {
                    KnownOutcome = await WorkflowUpdateResultCall.OutcomeAsync(handle, input.Options.Rpc)
                        .ConfigureAwait(false),
                }
                : handle;
        }
        catch (Exception e)
        {
            // A caller that already has the workflow's handle keeps it.
            start.Failed(e);
            throw;
        }
    }

    private static async Task<WorkflowUpdateHandle<TResult>> StartAsync<TResult>(
        ICairnClient client, StartUpdateWithStartWorkflowInput input, WithStartWorkflowOperation start)
    {
        var stage = UpdateWaiting.StageOf(input.Options.WaitForStage);
        if (start.Options.IdConflictPolicy == WorkflowIdConflictPolicy.Unspecified)
        {
            throw new ArgumentException("ID conflict policy must be set for a start with an update");
        }

        var startRequest = await StartWorkflowCall.NewRequestAsync(
            client, new(start.Workflow, start.Args, start.Options, start.Headers)).ConfigureAwait(false);
        var id = start.Options.Id!;
        var options = new WorkflowUpdateStartOptions(input.Options.WaitForStage) { Id = input.Options.Id };
        var updateRequest = await StartWorkflowUpdateCall.NewRequestAsync(
            client, new(id, null, null, input.Update, input.Args, options, input.Headers), stage).ConfigureAwait(false);
        var request = new ExecuteMultiOperationRequest
        {
            Namespace = client.Options.Namespace,
            Operations =
            {
                new ExecuteMultiOperationRequest.Types.Operation { StartWorkflow = startRequest },
                new ExecuteMultiOperationRequest.Types.Operation { UpdateWorkflow = updateRequest },
            },
        };
        var answer = await UpdateWaiting.GuardAsync(
            () => UntilAcceptedAsync(client, request, start, input.Options.Rpc)).ConfigureAwait(false);
        return StartWorkflowUpdateCall.HandleOf<TResult>(client, answer, id, updateRequest.Request.Meta.UpdateId);
    }

    private static async Task<UpdateWorkflowExecutionResponse> UntilAcceptedAsync(
        ICairnClient client, ExecuteMultiOperationRequest request, WithStartWorkflowOperation start, RpcOptions? rpc)
    {
        while (true)
        {
            var answer = await CallAsync(client, request, start, rpc).ConfigureAwait(false);
            start.Started(client, answer.Responses[0].StartWorkflow.RunId);
            var update = answer.Responses[1].UpdateWorkflow;
            if (update.Stage >= UpdateWorkflowExecutionLifecycleStage.Accepted)
            {
                return update;
            }
        }
    }

    private static async Task<ExecuteMultiOperationResponse> CallAsync(
        ICairnClient client, ExecuteMultiOperationRequest request, WithStartWorkflowOperation start, RpcOptions? rpc)
    {
        try
        {
            return await client.ServiceFor(rpc).ExecuteMultiOperationAsync(
                request, RpcOptions.Context(rpc, ClientServices.LongPollTimeout)).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Detail is MultiOperationExecutionFailure failure)
        {
            throw CauseOf(failure, start) ?? e;
        }
    }

    // Of two operations, the one that failed is the cause; the other was only cancelled with it.
    private static Exception? CauseOf(MultiOperationExecutionFailure failure, WithStartWorkflowOperation start)
    {
        foreach (var status in failure.Statuses.Where(status => status.Code != (int)RpcException.StatusCode.OK))
        {
            var detail = StatusDetails.First(status.Details);
            if (detail is WorkflowExecutionAlreadyStartedFailure started)
            {
                return new WorkflowAlreadyStartedException(
                    status.Message, start.Options.Id!, start.Workflow, started.RunId);
            }

            if (detail is not MultiOperationExecutionAborted)
            {
                return new RpcException((RpcException.StatusCode)status.Code, status.Message, detail);
            }
        }

        return null;
    }
}
