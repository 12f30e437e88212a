using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Signals;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Signaling = Cairn.Engine.Executions.Signals.SignalWithStart;

namespace Cairn.Tests.Engine;

/// <summary>What callers ask of a run as a whole.</summary>
internal static class RunInputs
{
    /// <summary>`start [fields of the request]`.</summary>
    public static void Start(Stage stage, InputLine input)
    {
        var request = WireFields.Fill(
            new StartWorkflowExecutionRequest
            {
                Namespace = "default",
                WorkflowId = "w",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = "q" },
                RequestId = $"start-{stage.Runs.Count + 1}",
                Identity = "client",
            },
            input.Fields);
        if (StartRules.Check(request, Stage.SearchAttributes, stage.Now) is { } wrong)
        {
            stage.Say(wrong);
            return;
        }

        request.SearchAttributes = SearchAttributeRules.WithTypes(Stage.SearchAttributes, request.SearchAttributes);
        var current = stage.Find(request.WorkflowId);
        Take(stage, current, StartWorkflow.Decide(current?.State, request, NextRunId(stage), stage.Now));
    }

    /// <summary>`signal-with-start [fields of the request]`.</summary>
    public static void SignalWithStart(Stage stage, InputLine input)
    {
        var request = WireFields.Fill(
            new SignalWithStartWorkflowExecutionRequest
            {
                Namespace = "default",
                WorkflowId = "w",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = "q" },
                RequestId = $"start-{stage.Runs.Count + 1}",
                Identity = "client",
                SignalName = "s",
            },
            input.Fields);
        if (Signaling.Check(request, Stage.SearchAttributes, stage.Now) is { } wrong)
        {
            stage.Say(wrong);
            return;
        }

        request.SearchAttributes = SearchAttributeRules.WithTypes(Stage.SearchAttributes, request.SearchAttributes);
        var current = stage.Find(request.WorkflowId);
        Take(stage, current, Signaling.Decide(current?.State, request, NextRunId(stage), stage.Now));
    }

    /// <summary>`signal [name] [fields of the request]`.</summary>
    public static void Signal(Stage stage, InputLine input) =>
        stage.Decide(stage.RunOf(input), turn => SignalWorkflow.Decide(turn, WireFields.Fill(
            new SignalWorkflowExecutionRequest { SignalName = NameOf(input, "s"), Identity = "client" },
            input.FieldsBut("run"))));

    /// <summary>`cancel [fields of the request]`.</summary>
    public static void Cancel(Stage stage, InputLine input) =>
        stage.Decide(stage.RunOf(input), turn => RequestCancelWorkflow.Decide(turn, WireFields.Fill(
            new RequestCancelWorkflowExecutionRequest { Identity = "client" }, input.FieldsBut("run"))));

    /// <summary>`delete`.</summary>
    public static void Delete(Stage stage, InputLine input) => stage.Decide(stage.RunOf(input), turn =>
    {
        DeleteWorkflow.Decide(turn);
        return null;
    });

    /// <summary>`terminate [fields of the request]`.</summary>
    public static void Terminate(Stage stage, InputLine input) =>
        stage.Decide(stage.RunOf(input), turn => TerminateWorkflow.Decide(turn, WireFields.Fill(
            new TerminateWorkflowExecutionRequest { Identity = "client" }, input.FieldsBut("run"))));

    /// <summary>`reset-sticky`.</summary>
    public static void ResetSticky(Stage stage, InputLine input) =>
        stage.Decide(stage.RunOf(input), ClearSticky.Decide);

    internal static RunId NextRunId(Stage stage) => new($"run-{stage.Runs.Count + 1}");

    /// <summary>Makes a decision real that may begin a run.</summary>
    internal static void Take(Stage stage, Run? current, StartDecision decision)
    {
        switch (decision)
        {
            case StartDecision.Refused refused:
                stage.Say(refused.Refusal);
                break;
            case StartDecision.Answered answered:
                stage.Commit(current!, answered.Turn);
                stage.Say($"answered runId={current!.State.Key.RunId} started={WireText.Value(answered.IsStarter)} "
                    + $"status={current.State.Status}");
                break;
            case StartDecision.Begun begun:
                if (begun.Terminated is { } terminated)
                {
                    stage.Commit(current!, terminated);
                }

                stage.Runs.Add(new Run(stage.Coverage));
                stage.Commit(stage.Runs[^1], begun.Turn);
                if (stage.Runs[^1].State.Task is { IsStarted: true })
                {
                    WorkflowTaskInputs.Give(stage, stage.Runs[^1]);
                }

                break;
            default:
                throw new InvalidOperationException($"{decision} is new here.");
        }
    }

    private static string NameOf(InputLine input, string otherwise) =>
        input.Words.Count > 1 ? input.Words[1] : otherwise;
}
