using Cairn.Api.Common.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's request to another to cancel itself.</summary>
/// <param name="Id">The other's workflow id.</param>
/// <param name="RunId">The run; null means the current one.</param>
public record CancelExternalWorkflowInput(string Id, string? RunId)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's wish to continue as new.</summary>
/// <param name="Workflow">The workflow type of the next run.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What it has otherwise than this run; null means nothing.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record CreateContinueAsNewExceptionInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ContinueAsNewOptions? Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A workflow's wait for a timer.</summary>
/// <param name="Delay">How long.</param>
/// <param name="CancellationToken">What cancels it; null means the workflow's own token.</param>
/// <param name="Summary">One line for people.</param>
public record DelayAsyncInput(TimeSpan Delay, CancellationToken? CancellationToken, string? Summary)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's call of an activity.</summary>
/// <param name="Activity">The activity's type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record ScheduleActivityInput(
    string Activity,
    IReadOnlyCollection<object?> Args,
    ActivityOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's call of a local activity.</summary>
/// <param name="Activity">The activity's type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record ScheduleLocalActivityInput(
    string Activity,
    IReadOnlyCollection<object?> Args,
    LocalActivityOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}

/// <summary>A workflow's signal to its child.</summary>
/// <param name="Id">The child's workflow id.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to send it; null means as usual.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
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

/// <summary>A workflow's signal to another.</summary>
/// <param name="Id">The other's workflow id.</param>
/// <param name="RunId">The run; null means the current one.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to send it; null means as usual.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
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
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record StartChildWorkflowInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ChildWorkflowOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
