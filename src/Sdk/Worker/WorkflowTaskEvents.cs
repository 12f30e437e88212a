using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker;

/// <summary>The handlers that options have for the steps of workflow code.</summary>
/// <param name="sender">The options.</param>
/// <param name="starting">Called before a step; null means not at all.</param>
/// <param name="completed">Called after a step; null means not at all.</param>
internal sealed class WorkflowTaskEvents(
    object sender,
    EventHandler<WorkflowTaskStartingEventArgs>? starting,
    EventHandler<WorkflowTaskCompletedEventArgs>? completed)
{
    /// <summary>The handlers; null if there are none.</summary>
    public static WorkflowTaskEvents? Of(
        object sender,
        EventHandler<WorkflowTaskStartingEventArgs>? starting,
        EventHandler<WorkflowTaskCompletedEventArgs>? completed) =>
        starting is null && completed is null ? null : new(sender, starting, completed);

    /// <summary>Runs a step between the two events.</summary>
    public IReadOnlyList<WorkflowCommand> Around(WorkflowInstance run, Activation step)
    {
        starting?.Invoke(sender, new(run.Info, run.Definition));
        IReadOnlyList<WorkflowCommand> commands;
        try
        {
            commands = run.Activate(step);
        }
        catch (Exception e)
        {
            completed?.Invoke(sender, new(run.Info, run.Definition, e));
            throw;
        }

        completed?.Invoke(sender, new(run.Info, run.Definition, null));
        return commands;
    }
}
