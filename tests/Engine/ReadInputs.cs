using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Queries;
using Cairn.Engine.Executions.Views;

namespace Cairn.Tests.Engine;

/// <summary>What callers look at.</summary>
internal static class ReadInputs
{
    /// <summary>`describe`.</summary>
    public static void Describe(Stage stage, InputLine input)
    {
        var description = ExecutionDescription.Of(stage.RunOf(input).State);
        stage.Say($"config {WireText.Fields(description.ExecutionConfig)}");
        stage.Say($"info {WireText.Fields(description.WorkflowExecutionInfo)}");
        stage.Say($"extended {WireText.Fields(description.WorkflowExtendedInfo)}");
        if (description.PendingWorkflowTask is { } task)
        {
            stage.Say($"pending task {WireText.Fields(task)}");
        }

        foreach (var activity in description.PendingActivities)
        {
            stage.Say($"pending activity {WireText.Fields(activity)}");
        }

        foreach (var child in description.PendingChildren)
        {
            stage.Say($"pending child {WireText.Fields(child)}");
        }
    }

    /// <summary>`history`.</summary>
    public static void History(Stage stage, InputLine input)
    {
        foreach (var e in stage.RunOf(input).History)
        {
            stage.Say(RecordText.Of(e));
        }
    }

    /// <summary>`query [reject=CONDITION] [patience=10s]`.</summary>
    public static void Query(Stage stage, InputLine input)
    {
        var condition = Enum.Parse<QueryRejectCondition>(input.Get("reject", nameof(QueryRejectCondition.None)));
        DateTimeOffset? deadline = input.Get("patience") is { Length: > 0 } text
            ? stage.Now + WireFields.Length(text).ToTimeSpan()
            : null;
        switch (QueryRoute.Of(stage.RunOf(input).State, condition, deadline))
        {
            case QueryRoute.Refused refused:
                stage.Say(refused.Refusal);
                break;
            case QueryRoute.Rejected rejected:
                stage.Say($"rejected status={rejected.Status}");
                break;
            case var route:
                stage.Say($"route {route.GetType().Name}");
                break;
        }
    }
}
