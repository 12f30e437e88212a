using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Api.Update.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Commands;

/// <summary>A command of workflow code. Sequence numbers count from 1, separately for each kind.</summary>
internal abstract record WorkflowCommand
{
    /// <summary>Where in the workflow's source the command was made.</summary>
    public CallSite Site { get; init; }

    /// <summary>Whether the command ends the workflow.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>Run an activity.</summary>
    public sealed record ScheduleActivity(
        uint Seq,
        ScheduleActivityTaskCommandAttributes Attributes,
        ActivityCancellation Cancellation,
        UserMetadata? Metadata) : WorkflowCommand;

    /// <summary>Cancel an activity that has not ended.</summary>
    public sealed record RequestCancelActivity(uint Seq) : WorkflowCommand;

    /// <summary>Start a timer.</summary>
    public sealed record StartTimer(uint Seq, Duration Delay, UserMetadata? Metadata) : WorkflowCommand;

    /// <summary>Cancel a timer that has not fired.</summary>
    public sealed record CancelTimer(uint Seq) : WorkflowCommand;

    /// <summary>Record that this run uses the code of the patch.</summary>
    public sealed record SetPatchMarker(string PatchId, bool Deprecated) : WorkflowCommand;

    /// <summary>Run an activity in the worker, within the workflow task.</summary>
    public sealed record ScheduleLocalActivity(
        uint Seq, LocalActivityCall Call, ActivityCancellation Cancellation, UserMetadata? Metadata) : WorkflowCommand;

    /// <summary>Cancel a local activity that has not ended.</summary>
    public sealed record CancelLocalActivity(uint Seq) : WorkflowCommand;

    /// <summary>Start a child.</summary>
    public sealed record StartChild(
        uint Seq,
        StartChildWorkflowExecutionCommandAttributes Attributes,
        ChildCancellation Cancellation,
        UserMetadata? Metadata) : WorkflowCommand;

    /// <summary>Cancel a child that has not ended.</summary>
    public sealed record CancelChild(uint Seq, string Reason) : WorkflowCommand;

    /// <summary>Signal another workflow.</summary>
    public sealed record SignalExternal(uint Seq, SignalExternalWorkflowExecutionCommandAttributes Attributes)
        : WorkflowCommand;

    /// <summary>Cancel a signal that has not been sent yet.</summary>
    public sealed record CancelSignal(uint Seq) : WorkflowCommand;

    /// <summary>Request the cancellation of another workflow.</summary>
    public sealed record CancelExternal(
        uint Seq, RequestCancelExternalWorkflowExecutionCommandAttributes Attributes) : WorkflowCommand;

    /// <summary>Set search attributes.</summary>
    public sealed record UpsertSearchAttributes(SearchAttributes Attributes) : WorkflowCommand;

    /// <summary>Change the memo.</summary>
    public sealed record UpsertMemo(Memo Memo) : WorkflowCommand;

    /// <summary>Accept an update: its handler runs.</summary>
    public sealed record AcceptUpdate(string ProtocolInstanceId) : WorkflowCommand;

    /// <summary>Reject an update.</summary>
    public sealed record RejectUpdate(string ProtocolInstanceId, Failure Failure) : WorkflowCommand;

    /// <summary>Complete an update that was accepted.</summary>
    public sealed record CompleteUpdate(string ProtocolInstanceId, Outcome Outcome) : WorkflowCommand;

    /// <summary>End with a result.</summary>
    public sealed record CompleteWorkflow(Payloads? Result) : WorkflowCommand
    {
        /// <inheritdoc/>
        public override bool IsTerminal => true;
    }

    /// <summary>End with a failure.</summary>
    public sealed record FailWorkflow(Failure Failure) : WorkflowCommand
    {
        /// <inheritdoc/>
        public override bool IsTerminal => true;
    }

    /// <summary>End as cancelled.</summary>
    public sealed record CancelWorkflow : WorkflowCommand
    {
        /// <inheritdoc/>
        public override bool IsTerminal => true;
    }

    /// <summary>End, and start a new run with an empty history.</summary>
    public sealed record ContinueAsNew(ContinueAsNewWorkflowExecutionCommandAttributes Attributes) : WorkflowCommand
    {
        /// <inheritdoc/>
        public override bool IsTerminal => true;
    }
}
