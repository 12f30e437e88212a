using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Chains;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Externals;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Markers;
using Cairn.Engine.Executions.Properties;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.Updates;

namespace Cairn.Engine.Executions.Commands;

/// <summary>Maps the type of a command to the class that performs it.</summary>
internal static class PerformCommand
{
    private static readonly Dictionary<CommandType, Func<CommandContext, Command, BadCommand?>> Verbs = new()
    {
        [CommandType.ScheduleActivityTask] = ScheduleActivity.Perform,
        [CommandType.RequestCancelActivityTask] = RequestCancelActivity.Perform,
        [CommandType.StartTimer] = StartTimer.Perform,
        [CommandType.CancelTimer] = CancelTimer.Perform,
        [CommandType.RecordMarker] = RecordMarker.Perform,
        [CommandType.ProtocolMessage] = CarryMessage.Perform,
        [CommandType.UpsertWorkflowSearchAttributes] = UpsertSearchAttributes.Perform,
        [CommandType.ModifyWorkflowProperties] = ModifyProperties.Perform,
        [CommandType.CompleteWorkflowExecution] = CompleteWorkflow.Perform,
        [CommandType.FailWorkflowExecution] = FailWorkflow.Perform,
        [CommandType.CancelWorkflowExecution] = CancelWorkflow.Perform,
        [CommandType.ContinueAsNewWorkflowExecution] = ContinueAsNew.Perform,
        [CommandType.StartChildWorkflowExecution] = StartChild.Perform,
        [CommandType.SignalExternalWorkflowExecution] = SignalExternal.Perform,
        [CommandType.RequestCancelExternalWorkflowExecution] = CancelExternal.Perform,
    };

    /// <summary>Whether a command closes the run.</summary>
    public static bool Closes(CommandType type) => type
        is CommandType.CompleteWorkflowExecution or CommandType.FailWorkflowExecution
        or CommandType.CancelWorkflowExecution or CommandType.ContinueAsNewWorkflowExecution;

    /// <summary>Whether a command type can be performed.</summary>
    public static bool Knows(CommandType type) => Verbs.ContainsKey(type);

    /// <summary>Performs a command, or returns why not.</summary>
    public static BadCommand? Run(CommandContext context, Command command) =>
        Verbs[command.CommandType](context, command);
}
