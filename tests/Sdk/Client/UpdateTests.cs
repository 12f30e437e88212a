using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Update.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using static Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Tests.Sdk.Client;

public sealed class UpdateTests
{
    private readonly FakeWorkflowService server = new();
    private readonly WorkflowHandle workflow;

    public UpdateTests() => workflow = new CairnClient(new CairnConnection(server, new() { Identity = "me" }))
        .GetWorkflowHandle("w", "run", "first");

    [Fact]
    public async Task An_update_says_all_about_itself_and_waits_until_it_is_accepted()
    {
        var stages = new Queue<UpdateWorkflowExecutionLifecycleStage>([Admitted, Accepted]);
        server.On<UpdateWorkflowExecutionRequest, UpdateWorkflowExecutionResponse>(_ => Answer(stages.Dequeue()));

        var update = await workflow.StartUpdateAsync("Add", [1], new("u", WorkflowUpdateStage.Accepted));

        Assert.Equal(("u", "w", "run-2"), (update.Id, update.WorkflowId, update.WorkflowRunId));
        var requests = server.Rest<UpdateWorkflowExecutionRequest>();
        Assert.Equal(2, requests.Count);
        Assert.Equal(requests[0], requests[1]);
        Assert.Equal(("w", "run"), (requests[0].WorkflowExecution.WorkflowId, requests[0].WorkflowExecution.RunId));
        Assert.Equal("first", requests[0].FirstExecutionRunId);
        Assert.Equal(Accepted, requests[0].WaitPolicy.LifecycleStage);
        Assert.Equal(new Meta { UpdateId = "u", Identity = "me" }, requests[0].Request.Meta);
        Assert.Equal("Add", requests[0].Request.Input.Name);
        Assert.Equal("1", requests[0].Request.Input.Args.Payloads_.Single().Data.ToStringUtf8());
    }

    [Fact]
    public async Task A_result_that_came_with_the_answer_is_not_asked_for_again()
    {
        server.On<UpdateWorkflowExecutionRequest, UpdateWorkflowExecutionResponse>(_ => Answer(Completed, Success(7)));

        Assert.Equal(7, await workflow.ExecuteUpdateAsync<int>("Add", []));

        Assert.Empty(server.Rest<PollWorkflowExecutionUpdateRequest>());
        Assert.NotEmpty((await server.NextAsync<UpdateWorkflowExecutionRequest>()).Request.Meta.UpdateId);
    }

    [Fact]
    public async Task A_result_is_asked_for_until_it_is_there()
    {
        var outcomes = new Queue<Outcome?>([null, Success(7)]);
        server.On<PollWorkflowExecutionUpdateRequest, PollWorkflowExecutionUpdateResponse>(
            _ => new() { Outcome = outcomes.Dequeue() });

        Assert.Equal(7, await workflow.GetUpdateHandle<int>("u").GetResultAsync());

        var request = server.Rest<PollWorkflowExecutionUpdateRequest>()[^1];
        Assert.Equal("u", request.UpdateRef.UpdateId);
        Assert.Equal("w", request.UpdateRef.WorkflowExecution.WorkflowId);
        Assert.Equal(Completed, request.WaitPolicy.LifecycleStage);
    }

    [Fact]
    public async Task An_update_that_is_refused_tells_why_when_it_is_asked_for_its_result()
    {
        var failure = await DataConverter.Default.ToFailureAsync(new ApplicationFailureException("no"));
        server.On<UpdateWorkflowExecutionRequest, UpdateWorkflowExecutionResponse>(
            _ => Answer(Completed, new() { Failure = failure }));

        var update = await workflow.StartUpdateAsync("Add", [], new(WorkflowUpdateStage.Completed));

        var refusal = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(() => update.GetResultAsync());
        Assert.Equal("no", Assert.IsType<ApplicationFailureException>(refusal.InnerException).Message);
    }

    [Theory]
    [InlineData(WorkflowUpdateStage.None)]
    [InlineData(WorkflowUpdateStage.Admitted)]
    public async Task Nobody_can_wait_for_less_than_acceptance(WorkflowUpdateStage stage)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => workflow.StartUpdateAsync("Add", [], new(stage)));
        Assert.Empty(server.Rest<UpdateWorkflowExecutionRequest>());
    }

    [Theory]
    [InlineData(RpcException.StatusCode.DeadlineExceeded)]
    [InlineData(RpcException.StatusCode.Cancelled)]
    public async Task A_call_that_ends_too_early_leaves_the_update_somewhere(RpcException.StatusCode code)
    {
        var late = new RpcException(code, "late");
        server.Refuse<UpdateWorkflowExecutionRequest, UpdateWorkflowExecutionResponse>(late);
        server.Refuse<PollWorkflowExecutionUpdateRequest, PollWorkflowExecutionUpdateResponse>(late);

        var start = await Assert.ThrowsAsync<WorkflowUpdateRpcTimeoutOrCanceledException>(
            () => workflow.ExecuteUpdateAsync("Add", []));
        var result = await Assert.ThrowsAsync<WorkflowUpdateRpcTimeoutOrCanceledException>(
            () => workflow.GetUpdateHandle("u").GetResultAsync());

        Assert.Same(late, start.InnerException);
        Assert.Same(late, result.InnerException);
    }

    private static UpdateWorkflowExecutionResponse Answer(
        UpdateWorkflowExecutionLifecycleStage stage, Outcome? outcome = null) => new()
        {
            UpdateRef = new() { UpdateId = "u", WorkflowExecution = new() { WorkflowId = "w", RunId = "run-2" } },
            Stage = stage,
            Outcome = outcome,
        };

    private static Outcome Success(int value) => new()
    {
        Success = new Payloads { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload(value) } },
    };
}
