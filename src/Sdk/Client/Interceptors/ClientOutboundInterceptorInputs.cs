using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Client.Schedules;
using Cairn.Converters;

namespace Cairn.Client.Interceptors;

/// <summary>A workflow that is to be started.</summary>
/// <param name="Workflow">The workflow type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record StartWorkflowInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    WorkflowOptions Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A signal that is to be sent.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="Signal">The name of the signal.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record SignalWorkflowInput(
    string Id,
    string? RunId,
    string Signal,
    IReadOnlyCollection<object?> Args,
    WorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A question that is to be asked.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="Query">The name of the query.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record QueryWorkflowInput(
    string Id,
    string? RunId,
    string Query,
    IReadOnlyCollection<object?> Args,
    WorkflowQueryOptions? Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A workflow whose state is asked for.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record DescribeWorkflowInput(string Id, string? RunId, WorkflowDescribeOptions? Options);

/// <summary>A workflow that is to be cancelled.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record CancelWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    WorkflowCancelOptions? Options);

/// <summary>A workflow that is to be terminated.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Reason">Why; null means nothing is said.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record TerminateWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string? Reason,
    WorkflowTerminateOptions? Options);

/// <summary>A page of a history that is to be read.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="PageSize">The most events of the page; null leaves it to the server.</param>
/// <param name="NextPageToken">What the page before ended with; null means the first page.</param>
/// <param name="WaitNewEvent">Whether to wait for events that do not exist yet.</param>
/// <param name="EventFilterType">All events, or only the one that closed the run.</param>
/// <param name="SkipArchival">Whether to look only at what is not archived.</param>
/// <param name="Rpc">What can be set for the call; null means the defaults.</param>
public record FetchWorkflowHistoryEventPageInput(
    string Id,
    string? RunId,
    int? PageSize,
    byte[]? NextPageToken,
    bool WaitNewEvent,
    HistoryEventFilterType EventFilterType,
    bool SkipArchival,
    RpcOptions? Rpc);

/// <summary>An activity that is alive.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record HeartbeatAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityHeartbeatOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An activity that is to be completed.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Result">The result.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record CompleteAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    object? Result,
    AsyncActivityCompleteOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An activity that is to be failed.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Exception">How it failed.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record FailAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    Exception Exception,
    AsyncActivityFailOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An activity that stopped because it was asked to.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record ReportCancellationAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityReportCancellationOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An update that is to be started.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Update">The name of the update.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record StartWorkflowUpdateInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowUpdateStartOptions Options,
    IDictionary<string, Payload>? Headers);

/// <summary>An update that is to be started, with the start of its workflow.</summary>
/// <param name="Update">The name of the update.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it.</param>
/// <param name="Headers">Values beside the arguments of the update; null means none.</param>
public record StartUpdateWithStartWorkflowInput(
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowStartUpdateWithStartOptions Options,
    IDictionary<string, Payload>? Headers);

/// <summary>Workflows that are to be listed.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record ListWorkflowsInput(string Query, WorkflowListOptions? Options);

/// <summary>A page of workflows that is to be listed.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="NextPageToken">What the page before ended with; null means the first.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record ListWorkflowsPaginatedInput(string Query, byte[]? NextPageToken, WorkflowListPaginatedOptions? Options);

/// <summary>Workflows that are to be counted.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record CountWorkflowsInput(string Query, WorkflowCountOptions? Options);

/// <summary>A schedule that is to be created.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Schedule">When it acts, and what it does.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record CreateScheduleInput(string Id, Schedule Schedule, ScheduleOptions? Options);

/// <summary>Schedules that are to be listed.</summary>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record ListSchedulesInput(ScheduleListOptions? Options);

/// <summary>Times that a schedule is to act upon now.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Backfills">The stretches of time.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record BackfillScheduleInput(string Id, IReadOnlyCollection<ScheduleBackfill> Backfills, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be deleted.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record DeleteScheduleInput(string Id, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be described.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record DescribeScheduleInput(string Id, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be paused.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Note">Why; null means a note that says only what was done.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record PauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);

/// <summary>A schedule that is to act now.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record TriggerScheduleInput(string Id, ScheduleTriggerOptions? Options);

/// <summary>A schedule that is to go on.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Note">Why; null means a note that says only what was done.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record UnpauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be changed.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Updater">Makes the new one of the present one; null leaves it.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record UpdateScheduleInput(
    string Id,
    Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> Updater,
    RpcOptions? RpcOptions);
