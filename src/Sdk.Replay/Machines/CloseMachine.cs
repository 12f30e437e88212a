using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The command with which workflow code ends its run.</summary>
internal sealed class CloseMachine(WorkflowCommand close) : CommandMachine(close.Site)
{
    /// <inheritdoc/>
    public override string Name => string.Empty;

    /// <summary>The kind of command that ends the run.</summary>
    public CommandType Command => close switch
    {
        WorkflowCommand.CompleteWorkflow => CommandType.CompleteWorkflowExecution,
        WorkflowCommand.FailWorkflow => CommandType.FailWorkflowExecution,
        WorkflowCommand.CancelWorkflow => CommandType.CancelWorkflowExecution,
        _ => CommandType.ContinueAsNewWorkflowExecution,
    };

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command)
    {
        var wire = new Command { CommandType = command };
        switch (close)
        {
            case WorkflowCommand.CompleteWorkflow complete:
                wire.CompleteWorkflowExecutionCommandAttributes = new() { Result = complete.Result };
                break;
            case WorkflowCommand.FailWorkflow fail:
                wire.FailWorkflowExecutionCommandAttributes = new() { Failure = fail.Failure };
                break;
            case WorkflowCommand.ContinueAsNew again:
                wire.ContinueAsNewWorkflowExecutionCommandAttributes = again.Attributes;
                break;
            default:
                wire.CancelWorkflowExecutionCommandAttributes = new();
                break;
        }

        return wire;
    }

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) => e.EventType == command switch
    {
        CommandType.CompleteWorkflowExecution => EventType.WorkflowExecutionCompleted,
        CommandType.FailWorkflowExecution => EventType.WorkflowExecutionFailed,
        CommandType.CancelWorkflowExecution => EventType.WorkflowExecutionCanceled,
        _ => EventType.WorkflowExecutionContinuedAsNew,
    };

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        // The end of the run needs no further state.
    }
}
