using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's request to cancel another workflow.</summary>
/// <param name="Id">The id of the workflow to cancel.</param>
/// <param name="RunId">Its run id; null means the current run.</param>
/// <param name="Options">Why it is cancelled; null means the defaults.</param>
public record CancelExternalWorkflowInput(string Id, string? RunId, ExternalWorkflowCancelOptions? Options)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's request to continue as new.</summary>
/// <param name="Workflow">The workflow type of the next run.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">The settings that differ from this run; null means none.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record CreateContinueAsNewExceptionInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ContinueAsNewOptions? Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A workflow's wait for a timer.</summary>
/// <param name="Delay">How long.</param>
/// <param name="CancellationToken">The token that cancels it; null means the workflow's own token.</param>
/// <param name="Summary">A one-line summary, shown with the history.</param>
public record DelayAsyncInput(TimeSpan Delay, CancellationToken? CancellationToken, string? Summary)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's call of an activity.</summary>
/// <param name="Activity">The activity's type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record ScheduleActivityInput(
    string Activity,
    IReadOnlyCollection<object?> Args,
    ActivityOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }

    /// <summary>Whether the timeouts are not known here, because only the first worker knew the activity.</summary>
    internal bool MayLackTimeouts { get; init; }
}

/// <summary>A workflow's call of a local activity.</summary>
/// <param name="Activity">The activity's type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record ScheduleLocalActivityInput(
    string Activity,
    IReadOnlyCollection<object?> Args,
    LocalActivityOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }

    /// <summary>Whether the timeouts are not known here, because only the first worker knew the activity.</summary>
    internal bool MayLackTimeouts { get; init; }

    /// <summary>The code of a step, which runs in place of a registered activity; null means the latter.</summary>
    internal ActivityDefinition? Step { get; init; }
}

/// <summary>A workflow's signal to its child.</summary>
/// <param name="Id">The child's workflow id.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to send it; null means the defaults.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record SignalChildWorkflowInput(
    string Id,
    string Signal,
    IReadOnlyCollection<object?> Args,
    ChildWorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's signal to another workflow.</summary>
/// <param name="Id">The id of the workflow to signal.</param>
/// <param name="RunId">Its run id; null means the current run.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to send it; null means the defaults.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record SignalExternalWorkflowInput(
    string Id,
    string? RunId,
    string Signal,
    IReadOnlyCollection<object?> Args,
    ExternalWorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's start of a child.</summary>
/// <param name="Workflow">The child's workflow type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record StartChildWorkflowInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ChildWorkflowOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
