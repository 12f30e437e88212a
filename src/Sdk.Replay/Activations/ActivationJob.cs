using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>
/// One thing that workflow code is told in an activation. Jobs come in the order of <see cref="Ordinal"/>.
/// </summary>
internal abstract record ActivationJob
{
    /// <summary>The place among jobs of other kinds; jobs of one place keep the order of history.</summary>
    public abstract int Ordinal { get; }

    /// <summary>The run begins.</summary>
    public sealed record InitializeWorkflow(
        WorkflowExecutionStartedEventAttributes Started, DateTime StartTime, ulong RandomSeed) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 0;
    }

    /// <summary>History holds the marker of this patch: code that asks gets true.</summary>
    public sealed record NotifyHasPatch(string PatchId) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 1;
    }

    /// <summary>A reset made this run: random numbers start anew.</summary>
    public sealed record UpdateRandomSeed(ulong RandomSeed) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 2;
    }

    /// <summary>A signal came.</summary>
    public sealed record SignalWorkflow(string Name, Payloads? Input, Header? Header, string Identity) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 3;
    }

    /// <summary>A timer ran out.</summary>
    public sealed record FireTimer(uint Seq) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 4;
    }

    /// <summary>An activity is over.</summary>
    public sealed record ResolveActivity(uint Seq, ActivityResolution Resolution) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 4;
    }

    /// <summary>Somebody asks the workflow to cancel itself.</summary>
    public sealed record CancelWorkflow(string Reason) : ActivationJob
    {
        /// <inheritdoc/>
        public override int Ordinal => 4;
    }
}
