using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The handle of another workflow that workflow code receives.</summary>
internal sealed class ExternalWorkflow<TWorkflow>(WorkflowInstance instance, string id, string? runId)
    : ExternalWorkflowHandle<TWorkflow>
{
    /// <inheritdoc/>
    public override string Id => id;

    /// <inheritdoc/>
    public override string? RunId => runId;

    /// <inheritdoc/>
    public override Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ExternalWorkflowSignalOptions? options = null) =>
        SignalAsync(signal, args, options, default(CallSite));

    /// <inheritdoc/>
    public override Task CancelAsync() => CancelAsync(null, default(CallSite));

    /// <inheritdoc/>
    public override Task CancelAsync(ExternalWorkflowCancelOptions? options) =>
        CancelAsync(options, default(CallSite));

    /// <inheritdoc/>
    private protected override Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ExternalWorkflowSignalOptions? options, CallSite site) =>
        instance.Outbound.SignalExternalWorkflowAsync(new(id, runId, signal, args, options, null) { Site = site });

    /// <inheritdoc/>
    private protected override Task CancelAsync(ExternalWorkflowCancelOptions? options, CallSite site) =>
        instance.Outbound.CancelExternalWorkflowAsync(
            new CancelExternalWorkflowInput(id, runId, options) { Site = site });
}
