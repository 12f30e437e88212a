using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Update.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>
/// One thing that workflow code is told in an activation. Jobs come in the order of <see cref="Ordinal"/>.
/// </summary>
/// <param name="Ordinal">The place among jobs of other kinds; jobs of one place keep the order of history.</param>
internal abstract record ActivationJob(int Ordinal)
{
    /// <summary>The run begins.</summary>
    public sealed record InitializeWorkflow(
        WorkflowExecutionStartedEventAttributes Started, DateTime StartTime, ulong RandomSeed) : ActivationJob(0);

    /// <summary>History holds the marker of this patch: code that asks gets true.</summary>
    public sealed record NotifyHasPatch(string PatchId) : ActivationJob(1);

    /// <summary>A reset made this run: random numbers start anew.</summary>
    public sealed record UpdateRandomSeed(ulong RandomSeed) : ActivationJob(2);

    /// <summary>A signal came.</summary>
    public sealed record SignalWorkflow(string Name, Payloads? Input, Header? Header, string Identity)
        : ActivationJob(3);

    /// <summary>An update came.</summary>
    /// <param name="ProtocolInstanceId">Names it in the answers.</param>
    /// <param name="Request">The update.</param>
    /// <param name="RunValidator">False if it was accepted before, which a replay repeats unasked.</param>
    public sealed record DoUpdate(string ProtocolInstanceId, Request Request, bool RunValidator) : ActivationJob(3);

    /// <summary>A timer ran out.</summary>
    public sealed record FireTimer(uint Seq) : ActivationJob(4);

    /// <summary>An activity is over.</summary>
    public sealed record ResolveActivity(uint Seq, Resolution Resolution) : ActivationJob(4);

    /// <summary>A child runs, or does not.</summary>
    public sealed record ResolveChildStart(uint Seq, ChildStart Start) : ActivationJob(4);

    /// <summary>A child is over.</summary>
    public sealed record ResolveChild(uint Seq, Resolution Resolution) : ActivationJob(4);

    /// <summary>A signal to another workflow was delivered, or could not be.</summary>
    public sealed record ResolveSignal(uint Seq, Failure? Failure) : ActivationJob(4);

    /// <summary>A request to cancel another workflow was delivered, or could not be.</summary>
    public sealed record ResolveCancel(uint Seq, Failure? Failure) : ActivationJob(4);

    /// <summary>Somebody asks the workflow to cancel itself.</summary>
    public sealed record CancelWorkflow(string Reason) : ActivationJob(4);

    /// <summary>A local activity is over; it has the sequence number of an activity.</summary>
    public sealed record ResolveLocalActivity(uint Seq, Resolution Resolution) : ActivationJob(5);
}
