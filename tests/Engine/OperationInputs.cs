using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities.Operations;

namespace Cairn.Tests.Engine;

/// <summary>What people do with pending activities. The fields `id` and `type` say with which.</summary>
internal static class OperationInputs
{
    /// <summary>`pause-activity [fields of the request]`.</summary>
    public static void Pause(Stage stage, InputLine input)
    {
        var request = WireFields.Fill(new PauseActivityRequest { Identity = "operator" }, input.FieldsBut("run"));
        stage.Decide(stage.RunOf(input), turn => PauseActivities.Decide(turn, request));
    }

    /// <summary>`unpause-activity [delay=1s] [fields of the request]`: the delay is what was drawn.</summary>
    public static void Unpause(Stage stage, InputLine input)
    {
        var request = WireFields.Fill(
            new UnpauseActivityRequest { Identity = "operator" }, input.FieldsBut("run", "delay"));
        stage.Decide(stage.RunOf(input), turn => UnpauseActivities.Decide(turn, request, Delay(input)));
    }

    /// <summary>`reset-activity [delay=1s] [fields of the request]`: the delay is what was drawn.</summary>
    public static void Reset(Stage stage, InputLine input)
    {
        var request = WireFields.Fill(
            new ResetActivityRequest { Identity = "operator" }, input.FieldsBut("run", "delay"));
        stage.Decide(stage.RunOf(input), turn => ResetActivities.Decide(turn, request, Delay(input)));
    }

    /// <summary>`update-activity-options [fields of the request]`.</summary>
    public static void Update(Stage stage, InputLine input)
    {
        var request = WireFields.Fill(
            new UpdateActivityOptionsRequest { Identity = "operator" }, input.FieldsBut("run"));
        stage.Decide(stage.RunOf(input), turn =>
        {
            var refusal = SetActivityOptions.Decide(turn, request, out var options);
            if (options is not null)
            {
                stage.Say($"options {WireText.Fields(options)}");
            }

            return refusal;
        });
    }

    private static TimeSpan Delay(InputLine input) => WireFields.Length(input.Get("delay", "0s")).ToTimeSpan();
}
