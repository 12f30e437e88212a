using Cairn.Api.History.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Resets;
using SignalOperation = Cairn.Api.Workflow.V1.PostResetOperation.Types.SignalWorkflow;

namespace Cairn.Tests.Engine;

/// <summary>Resets: a run that begins with a part of another one's history.</summary>
internal static class ResetInputs
{
    /// <summary>
    /// `reset [run=run-1] [fields of the request]`, with what it does to the new run in indented lines below.
    /// </summary>
    public static void Reset(Stage stage, InputLine input)
    {
        var from = stage.RunOf(input);
        var current = stage.Find(from.State.Key.WorkflowId.Value)!;
        var request = WireFields.Fill(
            new ResetWorkflowExecutionRequest { RequestId = "reset", Reason = "try again" }, input.FieldsBut("run"));
        request.PostResetOperations.AddRange(input.Commands.Select(Operation));
        var turn = new Turn(from.State, stage.Now);
        var turnOfCurrent = current == from ? turn : new Turn(current.State, stage.Now);
        Turn? born = null;
        var refusal = ResetRules.Check(request) ?? ResetWorkflow.Decide(
            turn,
            turnOfCurrent,
            from.History,
            [.. Later(stage, from)],
            request,
            RunInputs.NextRunId(stage),
            out born);
        if (refusal is not null)
        {
            stage.Say(refusal);
            return;
        }

        stage.Commit(from, turn);
        if (current != from)
        {
            stage.Commit(current, turnOfCurrent);
        }

        stage.Runs.Add(new Run(stage.Coverage));
        stage.Commit(stage.Runs[^1], born!);
    }

    private static PostResetOperation Operation(InputLine line) => line.Verb switch
    {
        "signal-workflow" => new() { SignalWorkflow = WireFields.Fill(new SignalOperation(), line.Fields) },
        "update-workflow-options" => new() { UpdateWorkflowOptions = new() },
        _ => new(),
    };

    private static IEnumerable<HistoryEvent> Later(Stage stage, Run from)
    {
        var next = from;
        while (stage.Runs.Find(run =>
            run.State.Started.ContinuedExecutionRunId == next.State.Key.RunId.Value && run != next) is { } follower)
        {
            foreach (var e in follower.History)
            {
                yield return e;
            }

            next = follower;
        }
    }
}
