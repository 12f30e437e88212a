using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>The handle of a child that workflow code receives.</summary>
internal sealed class ChildWorkflow<TWorkflow, TResult>(WorkflowInstance instance, PendingChild child, string runId)
    : ChildWorkflowHandle<TWorkflow, TResult>
{
    private readonly TaskCompletionSource<Resolution> end = new();

    /// <inheritdoc/>
    public override string Id => child.Id;

    /// <inheritdoc/>
    public override string FirstExecutionRunId => runId;

    /// <summary>The child has ended.</summary>
    public void Resolve(Resolution resolution) => end.TrySetResult(resolution);

    /// <inheritdoc/>
    public override async Task<T> GetResultAsync<T>() => child.Values.ToResult<T>(
        await end.Task, "The result of child workflow", $"{child.Workflow} \"{child.Id}\"");

    /// <inheritdoc/>
    public override Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options = null) =>
        SignalAsync(signal, args, options, default(CallSite));

    /// <inheritdoc/>
    private protected override Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options, CallSite site) =>
        instance.Outbound.SignalChildWorkflowAsync(new(Id, signal, args, options, null) { Site = site });
}
