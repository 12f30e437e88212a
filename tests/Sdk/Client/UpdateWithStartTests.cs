using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Tests.Sdk.Client;

public sealed class UpdateWithStartTests
{
    private readonly FakeWorkflowService server = new();
    private readonly CairnClient client;
    private readonly WithStartWorkflowOperation<WorkflowHandle> start = WithStartWorkflowOperation.Create(
        "Cart", ["Ada"], new("w", "queue") { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });

    public UpdateWithStartTests() => client = new(new CairnConnection(server));

    [Fact]
    public async Task Start_and_update_go_out_together_until_the_update_is_accepted()
    {
        var stages = new Queue<UpdateWorkflowExecutionLifecycleStage>([Admitted, Accepted]);
        server.On<ExecuteMultiOperationRequest, ExecuteMultiOperationResponse>(_ => Answer(stages.Dequeue()));

        var update = await client.StartUpdateWithStartWorkflowAsync(
            "Add", ["book"], new("u", start, WorkflowUpdateStage.Accepted));

        Assert.Equal(("u", "w", "run"), (update.Id, update.WorkflowId, update.WorkflowRunId));
        Assert.Equal(("w", "run"), ((await start.GetHandleAsync()).Id, (await start.GetHandleAsync()).ResultRunId));
        var requests = server.Rest<ExecuteMultiOperationRequest>();
        Assert.Equal(requests[0], requests[1]);
        var (first, second) = (requests[0].Operations[0].StartWorkflow, requests[0].Operations[1].UpdateWorkflow);
        Assert.Equal(("Cart", "w"), (first.WorkflowType.Name, first.WorkflowId));
        Assert.Equal(WorkflowIdConflictPolicy.UseExisting, first.WorkflowIdConflictPolicy);
        Assert.Equal(("w", "Add"), (second.WorkflowExecution.WorkflowId, second.Request.Input.Name));
    }

    [Fact]
    public async Task A_workflow_that_is_there_already_is_told_to_both()
    {
        Refuse(
            Status(6, "there", new WorkflowExecutionAlreadyStartedFailure { RunId = "other" }),
            Status(10, "aborted", new MultiOperationExecutionAborted()));

        var refusal = await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(() =>
            client.ExecuteUpdateWithStartWorkflowAsync("Add", [], new WorkflowUpdateWithStartOptions(start)));

        Assert.Equal(("w", "other"), (refusal.WorkflowId, refusal.RunId));
        Assert.Same(refusal, await Assert.ThrowsAsync<WorkflowAlreadyStartedException>(start.GetHandleAsync));
    }

    [Fact]
    public async Task Of_two_operations_the_one_that_failed_says_why()
    {
        Refuse(Status(10, "aborted", new MultiOperationExecutionAborted()), Status(3, "no such update"));

        var refusal = await Assert.ThrowsAsync<RpcException>(() =>
            client.ExecuteUpdateWithStartWorkflowAsync("Add", [], new WorkflowUpdateWithStartOptions(start)));

        Assert.Equal((RpcException.StatusCode.InvalidArgument, "no such update"), (refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task A_start_operation_is_good_for_one_call()
    {
        server.On<ExecuteMultiOperationRequest, ExecuteMultiOperationResponse>(_ => Answer(Accepted));
        var options = new WorkflowStartUpdateWithStartOptions(start, WorkflowUpdateStage.Accepted);
        await client.StartUpdateWithStartWorkflowAsync("Add", [], options);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.StartUpdateWithStartWorkflowAsync("Add", [], options));
        await client.StartUpdateWithStartWorkflowAsync(
            "Add", [], (WorkflowStartUpdateWithStartOptions)options.Clone());
    }

    [Fact]
    public async Task What_happens_to_a_workflow_that_is_there_must_be_said()
    {
        start.Options.IdConflictPolicy = WorkflowIdConflictPolicy.Unspecified;
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.ExecuteUpdateWithStartWorkflowAsync("Add", [], new WorkflowUpdateWithStartOptions(start)));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            client.ExecuteUpdateWithStartWorkflowAsync("Add", [], new WorkflowUpdateWithStartOptions()));
    }

    private static ExecuteMultiOperationResponse Answer(UpdateWorkflowExecutionLifecycleStage stage) => new()
    {
        Responses =
        {
            new ExecuteMultiOperationResponse.Types.Response { StartWorkflow = new() { RunId = "run" } },
            new ExecuteMultiOperationResponse.Types.Response
            {
                UpdateWorkflow = new()
                {
                    UpdateRef = new() { UpdateId = "u", WorkflowExecution = new() { RunId = "run" } },
                    Stage = stage,
                },
            },
        },
    };

    private static MultiOperationExecutionFailure.Types.OperationStatus Status(
        int code, string message, IMessage? detail = null)
    {
        var status = new MultiOperationExecutionFailure.Types.OperationStatus { Code = code, Message = message };
        if (detail is not null)
        {
            status.Details.Add(Any.Pack(detail));
        }

        return status;
    }

    private void Refuse(params MultiOperationExecutionFailure.Types.OperationStatus[] statuses) =>
        server.Refuse<ExecuteMultiOperationRequest, ExecuteMultiOperationResponse>(new RpcException(
            RpcException.StatusCode.AlreadyExists,
            "Update-with-Start could not be executed.",
            new MultiOperationExecutionFailure { Statuses = { statuses } }));
}
