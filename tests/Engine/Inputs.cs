namespace Cairn.Tests.Engine;

/// <summary>From the verb of an input to what does it.</summary>
internal static class Inputs
{
    private static readonly Dictionary<string, Action<Stage, InputLine>> s_verbs = new()
    {
        ["start"] = RunInputs.Start,
        ["signal-with-start"] = RunInputs.SignalWithStart,
        ["signal"] = RunInputs.Signal,
        ["cancel"] = RunInputs.Cancel,
        ["terminate"] = RunInputs.Terminate,
        ["delete"] = RunInputs.Delete,
        ["reset"] = ResetInputs.Reset,
        ["reset-sticky"] = RunInputs.ResetSticky,
        ["poll-workflow-task"] = WorkflowTaskInputs.Poll,
        ["complete-task"] = WorkflowTaskInputs.Complete,
        ["fail-task"] = WorkflowTaskInputs.Fail,
        ["poll-activity"] = ActivityInputs.Poll,
        ["complete-activity"] = ActivityInputs.Complete,
        ["fail-activity"] = ActivityInputs.Fail,
        ["cancel-activity"] = ActivityInputs.Cancel,
        ["heartbeat"] = ActivityInputs.Heartbeat,
        ["update"] = UpdateInputs.Update,
        ["pause-activity"] = OperationInputs.Pause,
        ["unpause-activity"] = OperationInputs.Unpause,
        ["reset-activity"] = OperationInputs.Reset,
        ["update-activity-options"] = OperationInputs.Update,
        ["deliver"] = MessageInputs.Deliver,
        ["advance"] = TimeInputs.Advance,
        ["sleep"] = TimeInputs.Sleep,
        ["restart"] = TimeInputs.Restart,
        ["describe"] = ReadInputs.Describe,
        ["history"] = ReadInputs.History,
        ["query"] = ReadInputs.Query,
    };

    /// <summary>Does an input.</summary>
    public static void Do(Stage stage, InputLine input) => s_verbs[input.Verb](stage, input);
}
