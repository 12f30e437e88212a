using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Commands;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Workflows;

/// <summary>What becomes of an exception that workflow code does not catch.</summary>
/// <param name="instance">The workflow.</param>
/// <param name="ofWorker">The exception types that the worker lets fail a workflow.</param>
internal sealed class WorkflowFailures(WorkflowInstance instance, IReadOnlyCollection<System.Type> ofWorker)
{
    /// <summary>The command that ends the run; null if the exception fails the workflow task instead.</summary>
    public WorkflowCommand? ToCommand(Exception e) => e switch
    {
        ContinueAsNewException again => new WorkflowCommand.ContinueAsNew(ToAttributes(again)),
        _ when instance.IsCancelRequested && CairnException.IsCanceledException(e) =>
            new WorkflowCommand.CancelWorkflow(),
        _ when IsWorkflowFailure(e) => new WorkflowCommand.FailWorkflow(instance.ToFailure(e)),
        _ => null,
    };

    /// <summary>Whether the exception fails the workflow, and not only its task.</summary>
    public bool IsWorkflowFailure(Exception e) => e is not ContinueAsNewException
        && (e is FailureException or OperationCanceledException
            || ofWorker.Any(type => type.IsInstanceOfType(e))
            || instance.Definition.FailureExceptionTypes?.Any(type => type.IsInstanceOfType(e)) == true);

    // What is not said otherwise goes on: the server takes these from the command, and not from the run before.
    private ContinueAsNewWorkflowExecutionCommandAttributes ToAttributes(ContinueAsNewException again)
    {
        var options = again.Options;
        return new()
        {
            WorkflowType = new() { Name = again.Workflow },
            TaskQueue = options.TaskQueue is { } queue ? new() { Name = queue } : null,
            Input = again.Args.Count == 0
                ? null
                : new Payloads { Payloads_ = { instance.PayloadConverter.ToPayloads(again.Args) } },
            WorkflowRunTimeout = ToDuration(options.RunTimeout),
            WorkflowTaskTimeout = ToDuration(options.TaskTimeout),
            BackoffStartInterval = ToDuration(options.BackoffStartInterval),
            RetryPolicy = (options.RetryPolicy ?? instance.Info.RetryPolicy)?.ToProto(),
            Memo = options.Memo is { } memo ? ToMemo(memo) : instance.StartedMemo,
            SearchAttributes = instance.StartedSearchAttributes,
        };
    }

    private Memo ToMemo(IReadOnlyDictionary<string, object> memo)
    {
        var wire = new Memo();
        foreach (var (key, value) in memo)
        {
            wire.Fields.Add(key, instance.PayloadConverter.ToPayload(value));
        }

        return wire;
    }

    private static Duration? ToDuration(TimeSpan? time) => time is { } known ? Duration.FromTimeSpan(known) : null;
}
