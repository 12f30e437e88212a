using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Resets;

namespace Cairn.Tests.Engine;

/// <summary>Resets: a run that begins with a part of another one's history.</summary>
internal static class ResetInputs
{
    /// <summary>`reset [run=run-1] [fields of the request]`.</summary>
    public static void Reset(Stage stage, InputLine input)
    {
        var from = stage.RunOf(input);
        var current = stage.Find(from.State.Key.WorkflowId.Value)!;
        var request = WireFields.Fill(
            new ResetWorkflowExecutionRequest { RequestId = "reset", Reason = "try again" }, input.FieldsBut("run"));
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

        stage.Runs.Add(new Run());
        stage.Commit(stage.Runs[^1], born!);
    }

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
