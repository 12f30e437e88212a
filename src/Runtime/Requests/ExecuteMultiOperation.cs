using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.Updates;
using Google.Protobuf.WellKnownTypes;
using Operation = Cairn.Api.WorkflowService.V1.ExecuteMultiOperationRequest.Types.Operation;
using OperationStatus = Cairn.Api.ErrorDetails.V1.MultiOperationExecutionFailure.Types.OperationStatus;
using Response = Cairn.Api.WorkflowService.V1.ExecuteMultiOperationResponse.Types.Response;

namespace Cairn.Runtime.Requests;

/// <summary>Starts a workflow, unless it runs, and updates it: both or neither.</summary>
internal static class ExecuteMultiOperation
{
    private const string OtherNamespace = "Operation namespace did not match request's namespace.";

    /// <summary>Answers the request.</summary>
    public static async Task<ExecuteMultiOperationResponse> HandleAsync(
        Node node, ExecuteMultiOperationRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        if (request.Operations is not
            [
                { OperationCase: Operation.OperationOneofCase.StartWorkflow },
                { OperationCase: Operation.OperationOneofCase.UpdateWorkflow },
            ])
        {
            throw Refused.Invalid("Operations have to be exactly [Start, Update].");
        }

        var start = CheckStart(node, @namespace, request.Operations[0].StartWorkflow);
        var update = request.Operations[1].UpdateWorkflow;
        var (asked, stage) = CheckUpdate(node, @namespace, start, update);
        var runId = new RunId(node.Options.NewId().ToString());
        for (var isRepeated = false; ; isRepeated = true)
        {
            var taken = await node.AskAsync(
                @namespace, start.WorkflowId, runId: "", scope => Decide(scope, start, asked, runId));
            try
            {
                return Answer(taken, await Updates.WaitAsync(node, taken.Update, stage, context));
            }
            catch (RpcException reason) when (isRepeated || taken.IsStarter || !taken.Update.IsAbortedByClosing)
            {
                throw Failed(taken.IsStarter ? new OperationStatus() : Aborted(), StatusOf(reason));
            }
            catch (RpcException)
            {
                continue; // The run closed before its code received the update: a new run may begin.
            }
        }
    }

    private static ExecuteMultiOperationResponse Answer(Taken taken, Api.Update.V1.Outcome? outcome) => new()
    {
        Responses =
        {
            new Response
            {
                StartWorkflow = new StartWorkflowExecutionResponse
                {
                    RunId = taken.Run.Key.RunId.Value,
                    FirstExecutionRunId = taken.IsStarter ? taken.Run.Started.FirstExecutionRunId : "",
                    Started = taken.IsStarter,
                    Status = taken.Run.Status,
                },
            },
            new Response
            {
                UpdateWorkflow = new UpdateWorkflowExecutionResponse
                {
                    UpdateRef = Updates.RefOf(taken.Run.ToWire(), taken.Update),
                    Outcome = outcome,
                    Stage = taken.Update.Stage,
                },
            },
        },
    };

    private static Taken Decide(
        Scope scope, StartWorkflowExecutionRequest start, Api.Update.V1.Request update, RunId runId)
    {
        if (scope.Current is { } known && FindSame(known, start, update) is { } same)
        {
            return new(known.State, IsStarter: false, same);
        }

        var decision = StartWorkflow.Decide(scope.Current?.State, start, runId, scope.Now);
        if (decision is StartDecision.Refused refused)
        {
            throw Failed(StatusOf(Refused.By(refused.Refusal)), Aborted());
        }

        var (run, isStarter) = Starts.Take(scope, decision);
        try
        {
            return new(run, isStarter, UpdateRegistry.Admit(scope, scope.Current!, update));
        }
        catch (RpcException reason)
        {
            throw Failed(Aborted(), StatusOf(reason));
        }
    }

    /// <summary>
    /// The update as a run knows it from an earlier request. An update that a closed run left without an outcome is
    /// forgotten, except for the request that began the run, which repeats itself.
    /// </summary>
    private static PendingUpdate? FindSame(
        CachedExecution run, StartWorkflowExecutionRequest start, Api.Update.V1.Request update)
    {
        var id = update.Meta.UpdateId;
        return run.State.IsOpen
            || run.State.StartRequestId == start.RequestId
            || run.State.Updates.GetValueOrDefault(id)?.Outcome is not null
                ? UpdateRegistry.Find(run, id)
                : null;
    }

    private static StartWorkflowExecutionRequest CheckStart(
        Node node, NamespaceName @namespace, StartWorkflowExecutionRequest start)
    {
        if (IsElsewhere(start.Namespace, @namespace))
        {
            throw FailedStart(OtherNamespace);
        }

        if (start.CronSchedule.Length > 0)
        {
            throw FailedStart("CronSchedule is not allowed.");
        }

        if (start.RequestEagerExecution)
        {
            throw FailedStart("RequestEagerExecution is not supported.");
        }

        if (start.WorkflowStartDelay is not null)
        {
            throw FailedStart("WorkflowStartDelay is not supported.");
        }

        var types = node.SearchAttributes.Of(@namespace);
        return StartRules.Check(
            start, types, node.Options.TimeProvider.GetUtcNow(), node.Options.CallbackAddresses) is { } wrong
            ? throw Failed(StatusOf(Refused.By(wrong)), Aborted())
            : StartWorkflowExecution.Normal(node, types, start);
    }

    private static (Api.Update.V1.Request Update, UpdateWorkflowExecutionLifecycleStage Stage) CheckUpdate(
        Node node,
        NamespaceName @namespace,
        StartWorkflowExecutionRequest start,
        UpdateWorkflowExecutionRequest update)
    {
        try
        {
            if (IsElsewhere(update.Namespace, @namespace))
            {
                throw Refused.Invalid(OtherNamespace);
            }

            var execution = Targets.Check(update.WorkflowExecution);
            if (execution.WorkflowId != start.WorkflowId)
            {
                throw Refused.Invalid("WorkflowId is not consistent with previous operation(s).");
            }

            if (update.FirstExecutionRunId.Length > 0)
            {
                throw Refused.Invalid("FirstExecutionRunId is not allowed.");
            }

            if (execution.RunId.Length > 0)
            {
                throw Refused.Invalid("RunId is not allowed.");
            }

            return (Updates.Check(node, update.Request), Updates.CheckStage(update.WaitPolicy));
        }
        catch (RpcException reason)
        {
            throw Failed(Aborted(), StatusOf(reason));
        }
    }

    private static bool IsElsewhere(string named, NamespaceName @namespace) =>
        named.Length > 0 && named != @namespace.Value;

    private static RpcException FailedStart(string text) => Failed(StatusOf(Refused.Invalid(text)), Aborted());

    private static RpcException Failed(OperationStatus start, OperationStatus update) => new(
        (RpcException.StatusCode)(start.Code is 0 or (int)RpcException.StatusCode.Aborted ? update : start).Code,
        "Update-with-Start could not be executed.",
        new MultiOperationExecutionFailure { Statuses = { start, update } });

    private static OperationStatus StatusOf(RpcException reason)
    {
        var status = new OperationStatus { Code = (int)reason.Code, Message = reason.Message };
        if (reason.Detail is { } detail)
        {
            status.Details.Add(Any.Pack(detail));
        }

        return status;
    }

    private static OperationStatus Aborted() => new()
    {
        Code = (int)RpcException.StatusCode.Aborted,
        Message = "Operation was aborted.",
        Details = { Any.Pack(new MultiOperationExecutionAborted()) },
    };

    /// <summary>The result of the decision: the run, whether the request began it, and the pending update.</summary>
    private sealed record Taken(Engine.Executions.Execution Run, bool IsStarter, PendingUpdate Update);
}
