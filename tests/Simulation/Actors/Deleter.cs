using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Tests.Simulation.Checks;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>What a client does that wants runs gone, and looks at what is left.</summary>
/// <param name="caller">Calls the server.</param>
/// <param name="ledger">What was promised.</param>
internal sealed class Deleter(Caller caller, Ledger ledger)
{
    private readonly Machine.Dice dice = caller.World.Dice;

    /// <summary>Deletes the newest run of a workflow, or any run of any workflow, open or closed.</summary>
    public async Task DeleteAsync(string workflowId)
    {
        var all = ledger.Runs.All;
        var run = all.Count > 0 && dice.Chance(0.8) ? Pick(all) : null;
        var execution = run?.State.ToWire() ?? new WorkflowExecution { WorkflowId = workflowId };
        var newest = run ?? ledger.Runs.Newest(workflowId);
        ledger.Runs.Deletions.Ask(execution);
        var request = new DeleteWorkflowExecutionRequest
        {
            Namespace = Wire.Namespace,
            WorkflowExecution = execution,
        };
        var (_, refusal) = await caller.CallAsync(
            $"delete {execution.WorkflowId}",
            (service, context) => service.DeleteWorkflowExecutionAsync(request, context),
            _ => caller.World.Check(
                run?.IsDeleted ?? ledger.Runs.Of(workflowId).Any(other => other.IsDeleted),
                $"The end of {execution} was answered and is not durable."));
        if (refusal is { Code: RpcException.StatusCode.NotFound })
        {
            ledger.NotThere("delete", newest, isNamed: run is not null);
        }
        else
        {
            caller.World.Check(refusal is null, $"delete {execution} was refused: {refusal}");
        }
    }

    /// <summary>Lists all runs: those that are there, and none that is deleted.</summary>
    public async Task ListAsync()
    {
        var there = ledger.Runs.All.Where(run => !run.IsDeleted).ToList();
        var deleted = ledger.Runs.All.Where(run => run.IsDeleted).Select(IdOf).ToHashSet();
        var request = new ListWorkflowExecutionsRequest { Namespace = Wire.Namespace, PageSize = 1000 };
        var (_, refusal) = await caller.CallAsync(
            "list",
            (service, context) => service.ListWorkflowExecutionsAsync(request, context),
            answer =>
            {
                var listed = answer.Executions.Select(info => info.Execution.RunId).ToHashSet();
                var lost = there.Find(run => !run.IsDeleted && !listed.Contains(IdOf(run)));
                var isWhole = answer.NextPageToken.IsEmpty;
                caller.World.Check(!isWhole || lost is null, $"{lost?.State.Key ?? default} is not listed.");
                caller.World.Check(!listed.Overlaps(deleted), "A run is listed that is deleted.");
            });
        caller.World.Check(refusal is null, $"A list was refused: {refusal}");
    }

    /// <summary>Any run; mostly one that began a moment ago, whose birth others have still to hear of.</summary>
    private DurableRun Pick(List<DurableRun> all) => dice.Chance(0.5)
        ? all[dice.Below(all.Count)]
        : all[all.Count - 1 - dice.Below(Math.Min(all.Count, 3))];

    private static string IdOf(DurableRun run) => run.State.Key.RunId.Value;
}
