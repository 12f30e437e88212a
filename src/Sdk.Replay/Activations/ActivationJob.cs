using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Update.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>
/// One thing that an activation delivers to workflow code. Jobs are sorted by <see cref="Ordinal"/>.
/// </summary>
/// <param name="Ordinal">The place among jobs of other kinds; jobs with the same ordinal keep history's order.</param>
internal abstract record ActivationJob(int Ordinal)
{
    /// <summary>The run begins.</summary>
    public sealed record InitializeWorkflow(
        WorkflowExecutionStartedEventAttributes Started, DateTime StartTime, ulong RandomSeed) : ActivationJob(0);

    /// <summary>History holds the marker of this patch: <c>Workflow.Patched</c> returns true.</summary>
    public sealed record NotifyHasPatch(string PatchId) : ActivationJob(1);

    /// <summary>A reset made this run: the random number generator gets a new seed.</summary>
    public sealed record UpdateRandomSeed(ulong RandomSeed) : ActivationJob(2);

    /// <summary>A signal arrived.</summary>
    public sealed record SignalWorkflow(string Name, Payloads? Input, Header? Header, string Identity)
        : ActivationJob(3);

    /// <summary>An update arrived.</summary>
    /// <param name="ProtocolInstanceId">Identifies the update in the answers.</param>
    /// <param name="Request">The update.</param>
    /// <param name="RunValidator">False in a replay: the update was accepted before.</param>
    public sealed record DoUpdate(string ProtocolInstanceId, Request Request, bool RunValidator) : ActivationJob(3);

    /// <summary>A timer fired.</summary>
    public sealed record FireTimer(uint Seq) : ActivationJob(4);

    /// <summary>An activity ended.</summary>
    public sealed record ResolveActivity(uint Seq, Resolution Resolution) : ActivationJob(4);

    /// <summary>A child started, or could not be started.</summary>
    public sealed record ResolveChildStart(uint Seq, ChildStart Start) : ActivationJob(4);

    /// <summary>A child ended.</summary>
    public sealed record ResolveChild(uint Seq, Resolution Resolution) : ActivationJob(4);

    /// <summary>A signal to another workflow was delivered, or could not be.</summary>
    public sealed record ResolveSignal(uint Seq, Failure? Failure) : ActivationJob(4);

    /// <summary>A request to cancel another workflow was delivered, or could not be.</summary>
    public sealed record ResolveCancel(uint Seq, Failure? Failure) : ActivationJob(4);

    /// <summary>A caller requested the cancellation of the workflow.</summary>
    public sealed record CancelWorkflow(string Reason) : ActivationJob(4);

    /// <summary>A local activity ended; it has the sequence number of an activity.</summary>
    public sealed record ResolveLocalActivity(uint Seq, Resolution Resolution) : ActivationJob(5);
}
