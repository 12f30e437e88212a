using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using static Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;
using Operation = Cairn.Api.WorkflowService.V1.ExecuteMultiOperationRequest.Types.Operation;

namespace Cairn.Tests.Runtime;

/// <summary>
/// Update-with-start beside a run that is there: what becomes of both halves depends on the run, on what it knows of
/// the update, and on the policies of the start.
/// </summary>
public sealed class UpdateWithStartTests
{
    // The run, its update "u", the policy of the start, and what comes of it.
    private const string Table = """
        open       unknown    Fail                      already started
        open       unknown    UseExisting               same run
        open       unknown    TerminateExisting         new run
        open       unknown    TerminateIfRunning        new run
        open       unknown    same request              same run
        open       rejected   Fail                      already started
        open       rejected   UseExisting               same run
        open       rejected   TerminateExisting         new run
        open       rejected   same request              same run
        open       waiting    Fail                      same run
        open       waiting    UseExisting               same run
        open       waiting    TerminateExisting         same run
        open       waiting    same request              same run
        open       accepted   Fail                      same run
        open       accepted   UseExisting               same run
        open       accepted   TerminateExisting         same run
        open       accepted   same request              same run
        open       completed  Fail                      outcome
        open       completed  UseExisting               outcome
        open       completed  TerminateExisting         outcome
        open       completed  same request              outcome
        completed  unknown    AllowDuplicate            new run
        completed  unknown    AllowDuplicateFailedOnly  already started
        completed  unknown    RejectDuplicate           already started
        completed  unknown    UseExisting               new run
        completed  unknown    TerminateIfRunning        new run
        completed  unknown    same request              not found
        completed  rejected   AllowDuplicate            new run
        completed  rejected   RejectDuplicate           already started
        completed  rejected   same request              not found
        completed  accepted   AllowDuplicate            new run
        completed  accepted   AllowDuplicateFailedOnly  already started
        completed  accepted   RejectDuplicate           already started
        completed  accepted   UseExisting               new run
        completed  accepted   same request              no outcome
        completed  completed  AllowDuplicate            outcome
        completed  completed  AllowDuplicateFailedOnly  outcome
        completed  completed  RejectDuplicate           outcome
        completed  completed  same request              outcome
        failed     unknown    AllowDuplicateFailedOnly  new run
        failed     accepted   AllowDuplicate            new run
        failed     accepted   AllowDuplicateFailedOnly  new run
        failed     accepted   RejectDuplicate           already started
        failed     accepted   same request              no outcome
        failed     completed  AllowDuplicateFailedOnly  outcome
        """;

    private const string StartRequest = "first";

    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var line in Table.Split('\n'))
            {
                cases.Add(line[..11].Trim(), line[11..22].Trim(), line[22..48].Trim(), line[48..].Trim());
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_run_and_policy_has_its_answer(string run, string update, string policy, string expected)
    {
        await using var harness = await Harness.StartAsync();
        var (former, earlier) = await PrepareAsync(harness, run, update);
        var answer = AskAsync(harness, policy);
        switch (expected)
        {
            case "already started":
                await IsRefusedAsync(answer, RpcException.StatusCode.AlreadyExists, RpcException.StatusCode.Aborted);
                break;
            case "not found":
                await IsRefusedAsync(answer, RpcException.StatusCode.Aborted, RpcException.StatusCode.NotFound);
                break;
            case "no outcome":
                IsOf(former, await answer);
                Assert.Equal(
                    "AcceptedUpdateCompletedWorkflow",
                    (await answer).Responses[1].UpdateWorkflow.Outcome.Failure.ApplicationFailureInfo.Type);
                break;
            case "outcome":
                IsOf(former, await answer);
                IsAnswered(await answer);
                break;
            case "same run":
                await FinishUpdateAsync(harness, isAccepted: update == "accepted");
                IsOf(former, await answer);
                IsAnswered(await answer);
                break;
            default:
                await FinishUpdateAsync(harness, isAccepted: false);
                IsAnswered(await answer);
                var start = (await answer).Responses[0].StartWorkflow;
                Assert.True(start.Started);
                Assert.NotEqual(former, start.RunId);
                Assert.Equal(start.RunId, (await answer).Responses[1].UpdateWorkflow.UpdateRef.WorkflowExecution.RunId);
                break;
        }

        if (earlier is not null)
        {
            IsAnswered(await earlier);
        }
    }

    [Theory]
    [InlineData("AllowDuplicate")]
    [InlineData("RejectDuplicate")]
    public async Task An_update_whose_run_closes_before_it_is_looked_at_may_go_to_another_run(string policy)
    {
        await using var harness = await Harness.StartAsync();
        var former = (await StartAsync(harness)).RunId;
        var task = await harness.PollWorkflowAsync();
        var answer = AskAsync(harness, policy, WorkflowIdConflictPolicy.UseExisting);
        await UntilWaitingAsync(harness);
        await harness.CompleteAsync(task, Harness.Finish("1"));
        if (policy == "RejectDuplicate")
        {
            await IsRefusedAsync(answer, RpcException.StatusCode.AlreadyExists, RpcException.StatusCode.Aborted);
            return;
        }

        await FinishUpdateAsync(harness, isAccepted: false);
        IsAnswered(await answer);
        Assert.NotEqual(former, (await answer).Responses[0].StartWorkflow.RunId);
    }

    [Fact]
    public async Task An_update_of_a_run_that_has_begun_with_it_and_closes_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        var answer = AskAsync(harness, "Fail");
        await UntilWaitingAsync(harness);
        await harness.TerminateAsync("w");
        var refusal = await answer.RefusedAsync(RpcException.StatusCode.NotFound);
        var statuses = Assert.IsType<MultiOperationExecutionFailure>(refusal.Detail).Statuses;
        Assert.Equal([0, (int)RpcException.StatusCode.NotFound], statuses.Select(status => status.Code));
    }

    [Fact]
    public async Task An_update_does_not_wait_for_the_delay_of_a_start()
    {
        await using var harness = await Harness.StartAsync();
        await StartAsync(harness, start => start.WorkflowStartDelay = new() { Seconds = 3600 });
        var answer = AskAsync(harness, "UseExisting");
        await FinishUpdateAsync(harness, isAccepted: false);
        IsAnswered(await answer);
    }

    private static Task<StartWorkflowExecutionResponse> StartAsync(
        Harness harness, Action<StartWorkflowExecutionRequest>? change = null) =>
        harness.StartWorkflowAsync("w", start =>
        {
            start.RequestId = StartRequest;
            change?.Invoke(start);
        });

    /// <summary>Brings a run there; the second is the call of an update that waits, if one does.</summary>
    private static async Task<(string RunId, Task<UpdateWorkflowExecutionResponse>? Update)> PrepareAsync(
        Harness harness, string run, string update)
    {
        var runId = (await StartAsync(harness)).RunId;
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var asked = update == "unknown"
            ? null
            : harness.UpdateAsync("u", update == "accepted" ? Accepted : Completed);
        if (update == "waiting")
        {
            await UntilWaitingAsync(harness);
            return (runId, asked);
        }

        if (asked is not null)
        {
            string[] answers = update switch
            {
                "rejected" => ["reject u"],
                "accepted" => ["accept u"],
                _ => ["accept u", "complete u"],
            };
            await harness.AnswerAsync(await harness.PollWorkflowAsync(), answers);
            await asked;
        }

        if (run != "open")
        {
            await harness.SignalAsync("w", "end");
            await harness.CompleteAsync(await harness.PollWorkflowAsync(), run == "completed"
                ? Harness.Finish("1")
                : new Command
                {
                    CommandType = CommandType.FailWorkflowExecution,
                    FailWorkflowExecutionCommandAttributes = new() { Failure = new() { Message = "no" } },
                });
        }

        return (runId, null);
    }

    private static async Task UntilWaitingAsync(Harness harness)
    {
        while (await harness.Node.AskAsync(new("default"), "w", "", scope => scope.Run?.Updates.Count ?? 0) == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private static Task<ExecuteMultiOperationResponse> AskAsync(
        Harness harness,
        string policy,
        WorkflowIdConflictPolicy conflict = WorkflowIdConflictPolicy.Unspecified)
    {
        var start = new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "w",
            WorkflowType = new() { Name = "T" },
            TaskQueue = new() { Name = Harness.Queue },
            RequestId = policy == "same request" ? StartRequest : "second",
            WorkflowIdReusePolicy = Enum.TryParse<WorkflowIdReusePolicy>(policy, out var reuse)
                ? reuse
                : WorkflowIdReusePolicy.Unspecified,
            WorkflowIdConflictPolicy = Enum.TryParse<WorkflowIdConflictPolicy>(policy, out var named)
                ? named
                : conflict,
        };
        var update = new UpdateWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "w" },
            Request = new() { Meta = new() { UpdateId = "u", Identity = "client" }, Input = new() { Name = "u" } },
            WaitPolicy = new() { LifecycleStage = Completed },
        };
        return harness.Service.ExecuteMultiOperationAsync(new ExecuteMultiOperationRequest
        {
            Namespace = "default",
            Operations =
            {
                new Operation { StartWorkflow = start },
                new Operation { UpdateWorkflow = update },
            },
        }).InTimeAsync();
    }

    private static async Task FinishUpdateAsync(Harness harness, bool isAccepted)
    {
        if (isAccepted)
        {
            await harness.SignalAsync("w", "s");
            await harness.AnswerAsync(await harness.PollWorkflowAsync(), "complete u");
            return;
        }

        var task = await harness.PollWorkflowAsync();
        Assert.Equal("u/request", Assert.Single(task.Messages).Id);
        await harness.AnswerAsync(task, "accept u", "complete u");
    }

    private static void IsOf(string runId, ExecuteMultiOperationResponse answer)
    {
        Assert.Equal(runId, answer.Responses[0].StartWorkflow.RunId);
        Assert.Equal(runId, answer.Responses[1].UpdateWorkflow.UpdateRef.WorkflowExecution.RunId);
    }

    private static void IsAnswered(ExecuteMultiOperationResponse answer) =>
        IsAnswered(answer.Responses[1].UpdateWorkflow);

    private static void IsAnswered(UpdateWorkflowExecutionResponse answer) =>
        Assert.Equal(Harness.Payload("\"u\""), answer.Outcome.Success);

    private static async Task IsRefusedAsync(
        Task<ExecuteMultiOperationResponse> answer,
        RpcException.StatusCode start,
        RpcException.StatusCode update)
    {
        var refusal = await answer.RefusedAsync(start == RpcException.StatusCode.Aborted ? update : start);
        var statuses = Assert.IsType<MultiOperationExecutionFailure>(refusal.Detail).Statuses;
        Assert.Equal([(int)start, (int)update], statuses.Select(status => status.Code));
    }
}
