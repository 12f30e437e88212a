using Cairn.Converters;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Workflows;

/// <summary>A handle of a child, as workflow code gets it.</summary>
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
    public override async Task<T> GetResultAsync<T>()
    {
        var resolution = await end.Task;
        if (resolution is Resolution.Failed failed)
        {
            throw instance.Values.ToException(failed.Failure);
        }

        var result = ((Resolution.Completed)resolution).Result;
        return typeof(T) == typeof(Nothing) || result is not { Payloads_.Count: > 0 }
            ? default!
            : instance.PayloadConverter.ToValue<T>(result.Payloads_[0]);
    }

    /// <inheritdoc/>
    private protected override Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options, CallSite site) =>
        instance.Outbound.SignalChildWorkflowAsync(new(Id, signal, args, options, null) { Site = site });
}
