using Cairn.Api.Command.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>Decides what happens when workflow code does not catch an exception.</summary>
/// <param name="instance">The workflow.</param>
/// <param name="ofWorker">The exception types that fail a workflow by the worker's options.</param>
internal sealed class WorkflowFailures(WorkflowInstance instance, IReadOnlyCollection<Type> ofWorker)
{
    /// <summary>The command that ends the run; null if the exception fails the workflow task instead.</summary>
    public WorkflowCommand? ToCommand(Exception e)
    {
        WorkflowCommand? end = e switch
        {
            ContinueAsNewException again => new WorkflowCommand.ContinueAsNew(ToAttributes(again)),
            _ when instance.IsCancelRequested && CairnException.IsCanceledException(e) =>
                new WorkflowCommand.CancelWorkflow(),
            _ when IsWorkflowFailure(e) => new WorkflowCommand.FailWorkflow(instance.Values.ToFailure(e)),
            _ => null,
        };
        return end is null ? null : end with { Site = CodeSites.OfThrow(instance, e) };
    }

    /// <summary>Whether the exception fails the workflow, and not only its task.</summary>
    public bool IsWorkflowFailure(Exception e) => e is not ContinueAsNewException
        && (e is FailureException or OperationCanceledException
            || ofWorker.Any(type => type.IsInstanceOfType(e))
            || instance.FailureExceptionTypes?.Any(type => type.IsInstanceOfType(e)) == true);

    // Unset options keep their values; they must be written, because the server reads them from the command only.
    private ContinueAsNewWorkflowExecutionCommandAttributes ToAttributes(ContinueAsNewException again)
    {
        var options = again.Options;
        return new()
        {
            WorkflowType = new() { Name = again.Workflow },
            TaskQueue = options.TaskQueue is { } queue ? new() { Name = queue } : null,
            Input = instance.Values.ToPayloads(again.Args, CallName.Workflow(again.Workflow)),
            Header = Headers.Of(UnreadSignals.AddTo(instance, again.Workflow, again.Headers)),
            WorkflowRunTimeout = OptionValues.ToDuration(options.RunTimeout),
            WorkflowTaskTimeout = OptionValues.ToDuration(options.TaskTimeout),
            BackoffStartInterval = OptionValues.ToDuration(options.BackoffStartInterval),
            RetryPolicy = (options.RetryPolicy ?? instance.Info.RetryPolicy)?.ToProto(),
            Memo = options.Memo is { } memo ? instance.Values.ToMemo(memo) : instance.Properties.Memo,
            SearchAttributes = options.TypedSearchAttributes?.ToProto() ?? instance.Properties.SearchAttributes,
            InheritBuildId = instance.IsOwnQueue(options.TaskQueue),
        };
    }
}
