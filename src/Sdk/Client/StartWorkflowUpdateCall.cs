using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Common;

namespace Cairn.Client;

/// <summary>Starts an update of a workflow that exists.</summary>
internal static class StartWorkflowUpdateCall
{
    public static async Task<WorkflowUpdateHandle<TResult>> InvokeAsync<TResult>(
        ICairnClient client, StartWorkflowUpdateInput input)
    {
        var stage = UpdateWaiting.StageOf(input.Options.WaitForStage);
        var request = await NewRequestAsync(client, input, stage).ConfigureAwait(false);
        var answer = await UpdateWaiting.GuardAsync(() => UntilAcceptedAsync(client, request, input.Options.Rpc))
            .ConfigureAwait(false);
        var handle = HandleOf<TResult>(client, answer, input.Id, request.Request.Meta.UpdateId);
        if (stage == UpdateWorkflowExecutionLifecycleStage.Completed && handle.KnownOutcome is null)
        {
            // A failure is thrown when the caller asks the handle for the result.
            var outcome = await WorkflowUpdateResultCall.OutcomeAsync(handle, input.Options.Rpc).ConfigureAwait(false);
            return handle with { KnownOutcome = outcome };
        }

        return handle;
    }

    /// <summary>The request that starts the update.</summary>
    public static async Task<UpdateWorkflowExecutionRequest> NewRequestAsync(
        ICairnClient client, StartWorkflowUpdateInput input, UpdateWorkflowExecutionLifecycleStage stage)
    {
        ArgumentException.ThrowIfNullOrEmpty(input.Update);
        ArgumentNullException.ThrowIfNull(input.Args);
        RecordedText.RequireWhole(input.Id, "The id of a workflow");
        RecordedText.RequireWhole(input.Update, "The name of an update");
        RecordedText.RequireWhole(input.Options.Id, "The id of an update");
        var values = client.ValuesOf(input.Id);
        return new()
        {
            Namespace = client.Options.Namespace,
            WorkflowExecution = ClientServices.Execution(input.Id, input.RunId),
            FirstExecutionRunId = input.FirstExecutionRunId ?? string.Empty,
            WaitPolicy = new() { LifecycleStage = stage },
            Request = new()
            {
                Meta = new()
                {
                    UpdateId = input.Options.Id ?? Guid.NewGuid().ToString(),
                    Identity = client.Connection.Options.Identity,
                },
                Input = new()
                {
                    Name = input.Update,
                    Args = await values.ToPayloadsAsync(input.Args, CallName.Update(input.Update))
                        .ConfigureAwait(false),
                    Header = await values.ToHeaderAsync(input.Headers).ConfigureAwait(false),
                },
            },
        };
    }

    /// <summary>The handle of an update that was started.</summary>
    public static WorkflowUpdateHandle<TResult> HandleOf<TResult>(
        ICairnClient client, UpdateWorkflowExecutionResponse answer, string workflowId, string updateId) =>
        new(client, updateId, workflowId, answer.UpdateRef?.WorkflowExecution?.RunId)
        {
            KnownOutcome = answer.Outcome,
        };

    private static async Task<UpdateWorkflowExecutionResponse> UntilAcceptedAsync(
        ICairnClient client, UpdateWorkflowExecutionRequest request, RpcOptions? rpc)
    {
        while (true)
        {
            // The server may answer before the stage is reached; the id makes the next request the same update.
            var answer = await client.ServiceFor(rpc).UpdateWorkflowExecutionAsync(
                request, RpcOptions.Context(rpc, ClientServices.LongPollTimeout)).ConfigureAwait(false);
            if (answer.Stage >= UpdateWorkflowExecutionLifecycleStage.Accepted)
            {
                return answer;
            }
        }
    }
}
