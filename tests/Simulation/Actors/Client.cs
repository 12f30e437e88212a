using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Tests.Simulation.Checks;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>A client that does what comes to its mind, to workflows that other clients use as well.</summary>
/// <param name="caller">Calls the server.</param>
/// <param name="ledger">What was promised.</param>
/// <param name="workflows">How many workflow ids there are.</param>
internal sealed class Client(Caller caller, Ledger ledger, int workflows)
{
    private readonly Machine.Dice dice = caller.World.Dice;
    private readonly Deleter deletions = new(caller, ledger);
    private int calls;

    /// <summary>Whether it stops.</summary>
    public bool IsDone { get; set; }

    /// <summary>Does one thing after the other.</summary>
    public async Task RunAsync()
    {
        while (!IsDone)
        {
            await ActAsync(WorkflowId());
            await caller.Process.DelayAsync(dice.Skewed(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(4)));
        }
    }

    /// <summary>Sends a signal to a run, so that it does not wait for ever.</summary>
    public Task SignalAsync(string workflowId, string runId) => SignalAsync(
        new WorkflowExecution { WorkflowId = workflowId, RunId = runId });

    /// <summary>Terminates the newest run of a workflow.</summary>
    public async Task TerminateAsync(string workflowId)
    {
        var before = ledger.Runs.Open(workflowId);
        var identity = Identity();
        var request = new TerminateWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = workflowId },
            Identity = identity,
        };
        var (_, refusal) = await caller.CallAsync(
            $"terminate {workflowId}",
            (service, context) => service.TerminateWorkflowExecutionAsync(request, context),
            _ => caller.World.Check(
                ledger.Runs.Of(workflowId).Any(
                    run => run.IsGone || IsTerminatedBy(run.State.CloseEvent, identity)),
                $"{workflowId}: its end was answered and is not durable."));
        NotFoundOnly("terminate", refusal, workflowId, before);
    }

    private Task ActAsync(string workflowId) => dice.Below(48) switch
    {
        < 12 => StartAsync(workflowId),
        < 22 => SignalAsync(new WorkflowExecution { WorkflowId = workflowId }),
        < 25 => SignalWithStartAsync(workflowId),
        < 30 => QueryAsync(workflowId),
        < 33 => ReadAsync(workflowId),
        < 35 => WaitAsync(workflowId),
        < 37 => DescribeAsync(workflowId),
        37 => TerminateAsync(workflowId),
        >= 40 and < 45 => UpdateAsync(workflowId),
        45 or 46 => deletions.DeleteAsync(workflowId),
        47 => deletions.ListAsync(),
        _ => CancelAsync(workflowId),
    };

    private async Task StartAsync(string workflowId)
    {
        var identity = Identity();
        var deleted = ledger.Runs.Of(workflowId).Where(run => run.IsDeleted).ToHashSet();
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowId = workflowId,
            WorkflowType = new WorkflowType { Name = "program" },
            TaskQueue = Wire.Normal,
            Input = Wire.Text(WorkflowProgram.Draw(dice)),
            RequestId = dice.NewId().ToString(),
            Identity = identity,
            WorkflowTaskTimeout = Seconds(dice.Of(2, 10)),
            WorkflowRunTimeout = dice.Chance(0.15) ? Seconds(dice.Of(3, 30, 120)) : null,
            WorkflowStartDelay = dice.Chance(0.1) ? Seconds(dice.Of(1, 10)) : null,
            WorkflowIdConflictPolicy = dice.Of(
                WorkflowIdConflictPolicy.Unspecified,
                WorkflowIdConflictPolicy.Fail,
                WorkflowIdConflictPolicy.UseExisting,
                WorkflowIdConflictPolicy.UseExisting,
                WorkflowIdConflictPolicy.TerminateExisting),
            WorkflowIdReusePolicy = dice.Of(
                WorkflowIdReusePolicy.AllowDuplicate,
                WorkflowIdReusePolicy.AllowDuplicate,
                WorkflowIdReusePolicy.AllowDuplicateFailedOnly),
        };
        var (_, refusal) = await caller.CallAsync(
            $"start {workflowId}",
            (service, context) => service.StartWorkflowExecutionAsync(request, context),
            answer => ledger.Started(workflowId, answer.RunId, identity, answer.Started));
        // A run that refused it may have come and gone while the answer was on its way.
        var exists = ledger.Runs.Of(workflowId).Any(run => !deleted.Contains(run));
        caller.World.Check(
            refusal is null || (refusal.Code == RpcException.StatusCode.AlreadyExists && exists),
            $"The start of {workflowId} was refused: {refusal}");
    }

    private async Task SignalAsync(WorkflowExecution execution)
    {
        var before = execution.RunId.Length > 0
            ? ledger.Runs.Find(execution.RunId)
            : ledger.Runs.Open(execution.WorkflowId);
        var input = Identity();
        var request = new SignalWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowExecution = execution,
            SignalName = "signal",
            Input = Wire.Text(input),
            RequestId = dice.NewId().ToString(),
            Identity = input,
        };
        var (_, refusal) = await caller.CallAsync(
            $"signal {execution.WorkflowId}",
            (service, context) => service.SignalWorkflowExecutionAsync(request, context),
            _ => ledger.Signaled(execution.WorkflowId, input));
        NotFoundOnly("signal", refusal, execution.WorkflowId, before);
    }

    private async Task SignalWithStartAsync(string workflowId)
    {
        var input = Identity();
        var request = new SignalWithStartWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowId = workflowId,
            WorkflowType = new WorkflowType { Name = "program" },
            TaskQueue = Wire.Normal,
            Input = Wire.Text(WorkflowProgram.Draw(dice)),
            SignalName = "signal",
            SignalInput = Wire.Text(input),
            RequestId = dice.NewId().ToString(),
            Identity = input,
        };
        var (_, refusal) = await caller.CallAsync(
            $"signal-with-start {workflowId}",
            (service, context) => service.SignalWithStartWorkflowExecutionAsync(request, context),
            answer =>
            {
                ledger.Started(workflowId, answer.RunId, input, answer.Started);
                ledger.Signaled(workflowId, input);
            });
        caller.World.Check(refusal is null, $"The signal with start of {workflowId} was refused: {refusal}");
    }

    private async Task QueryAsync(string workflowId)
    {
        var acknowledged = ledger.SignalsNow();
        var request = new QueryWorkflowRequest
        {
            Namespace = Wire.Namespace,
            Execution = new WorkflowExecution { WorkflowId = workflowId },
            Query = new WorkflowQuery { QueryType = "signals" },
        };
        var (answer, _) = await caller.CallAsync(
            $"query {workflowId}", (service, context) => service.QueryWorkflowAsync(request, context), tries: 1);
        if (answer is not null)
        {
            var words = Wire.Text(answer.QueryResult).Split(' ');
            var seen = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            var least = acknowledged.GetValueOrDefault(words[0]);
            caller.World.Check(
                seen >= least, $"{words[0]}: a query saw {seen} signals, {least} were acknowledged before it.");
        }
    }

    private async Task UpdateAsync(string workflowId)
    {
        var before = ledger.Runs.Open(workflowId);
        var id = Identity();
        var input = dice.Of("no", "soon", "soon", "later") + id;
        var request = new UpdateWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = workflowId },
            WaitPolicy = new()
            {
                LifecycleStage = dice.Of(
                    UpdateWorkflowExecutionLifecycleStage.Accepted, UpdateWorkflowExecutionLifecycleStage.Completed),
            },
            Request = new()
            {
                Meta = new() { UpdateId = id },
                Input = new() { Name = "update", Args = Wire.Text(input) },
            },
        };
        var (_, refusal) = await caller.CallAsync(
            $"update {workflowId}",
            (service, context) => service.UpdateWorkflowExecutionAsync(request, context),
            answer => ledger.Updated(answer, input));
        // Aborted: its run closed. FailedPrecondition: the workflow task that brought it failed.
        if (refusal?.Code is not (RpcException.StatusCode.Aborted or RpcException.StatusCode.FailedPrecondition))
        {
            NotFoundOnly("update", refusal, workflowId, before);
        }
    }

    private async Task ReadAsync(string workflowId)
    {
        if (ledger.Runs.Of(workflowId) is { Count: > 0 } runs)
        {
            var run = runs[dice.Below(runs.Count)];
            await new HistoryPages(caller, ledger).ReadAsync(run.State.ToWire(), long.MaxValue);
        }
    }

    private async Task WaitAsync(string workflowId)
    {
        var request = new GetWorkflowExecutionHistoryRequest
        {
            Namespace = Wire.Namespace,
            Execution = new WorkflowExecution
            {
                WorkflowId = workflowId,
                RunId = ledger.Runs.Open(workflowId)?.State.Key.RunId.Value ?? "",
            },
            WaitNewEvent = true,
            HistoryEventFilterType = dice.Of(HistoryEventFilterType.CloseEvent, HistoryEventFilterType.AllEvent),
        };
        await caller.CallAsync(
            $"wait for {workflowId}",
            (service, context) => service.GetWorkflowExecutionHistoryAsync(request, context),
            page =>
            {
                if (request.Execution.RunId.Length > 0)
                {
                    ledger.Shown(request.Execution.RunId, page.History.Events, withTask: true);
                }
            },
            TimeSpan.FromSeconds(dice.Of(3, 30)),
            tries: 2);
    }

    private async Task DescribeAsync(string workflowId)
    {
        var newest = ledger.Runs.Newest(workflowId);
        var deleted = ledger.Runs.Of(workflowId).Where(run => run.IsDeleted).ToList();
        var request = new DescribeWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            Execution = new WorkflowExecution { WorkflowId = workflowId },
        };
        var (_, refusal) = await caller.CallAsync(
            $"describe {workflowId}",
            (service, context) => service.DescribeWorkflowExecutionAsync(request, context),
            answer =>
            {
                var info = answer.WorkflowExecutionInfo;
                var run = ledger.Runs.Find(info.Execution.RunId);
                caller.World.Check(
                    run is null || !deleted.Contains(run), $"{info.Execution} is deleted, and was described.");
                // A batch that takes a run out of the store takes along what was decided of it since the batch before.
                caller.World.Check(
                    run is { IsGone: true } // What was decided together with its deletion is nowhere.
                    || (info.HistoryLength <= run?.Events.Count
                        && (info.Status == WorkflowExecutionStatus.Running || info.Status == run.State.Status)),
                    $"{workflowId}: described is what is not durable: {info}");
            });
        if (refusal is { Code: RpcException.StatusCode.NotFound })
        {
            ledger.NotThere("describe", newest, isNamed: false);
        }
        else
        {
            caller.World.Check(refusal is null, $"describe {workflowId} was refused: {refusal}");
        }
    }

    private async Task CancelAsync(string workflowId)
    {
        var before = ledger.Runs.Open(workflowId);
        var request = new RequestCancelWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = workflowId },
            RequestId = dice.NewId().ToString(),
            Identity = Identity(),
        };
        var (_, refusal) = await caller.CallAsync(
            $"cancel {workflowId}",
            (service, context) => service.RequestCancelWorkflowExecutionAsync(request, context),
            _ => caller.World.Check(
                before is not { IsOpen: true, State.CancelRequested: false },
                $"{workflowId}: a request to cancel was answered and is not durable."));
        NotFoundOnly("cancel", refusal, workflowId, before);
    }

    private void NotFoundOnly(string what, RpcException? refusal, string workflowId, DurableRun? openBefore)
    {
        if (refusal is { Code: RpcException.StatusCode.NotFound })
        {
            ledger.NotFound(what, workflowId, openBefore);
        }
        else
        {
            caller.World.Check(refusal is null, $"{what} {workflowId} was refused: {refusal}");
        }
    }

    private static bool IsTerminatedBy(HistoryEvent? e, string identity) =>
        e?.WorkflowExecutionTerminatedEventAttributes?.Identity == identity;

    private string WorkflowId() => $"w{dice.Below(workflows)}";

    private string Identity() => $"{caller.Process.Name}-{caller.Process.Number}/{++calls}";

    private static Duration Seconds(int seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
