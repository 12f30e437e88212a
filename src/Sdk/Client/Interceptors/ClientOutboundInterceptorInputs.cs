using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Client.Schedules;
using Cairn.Converters;

namespace Cairn.Client.Interceptors;

/// <summary>A workflow that is to be started.</summary>
/// <param name="Workflow">The workflow type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">Its options.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record StartWorkflowInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    WorkflowOptions Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A signal that is to be sent.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="Signal">The name of the signal.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">Its options; null means the defaults.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record SignalWorkflowInput(
    string Id,
    string? RunId,
    string Signal,
    IReadOnlyCollection<object?> Args,
    WorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A query that is to be sent.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="Query">The name of the query.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">Its options; null means the defaults.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
public record QueryWorkflowInput(
    string Id,
    string? RunId,
    string Query,
    IReadOnlyCollection<object?> Args,
    WorkflowQueryOptions? Options,
    IDictionary<string, Payload>? Headers);

/// <summary>A workflow whose state is to be read.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record DescribeWorkflowInput(string Id, string? RunId, WorkflowDescribeOptions? Options);

/// <summary>A workflow that is to be cancelled.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record CancelWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    WorkflowCancelOptions? Options);

/// <summary>A workflow that is to be terminated.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Reason">The reason; null means none.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record TerminateWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string? Reason,
    WorkflowTerminateOptions? Options);

/// <summary>A page of a history that is to be read.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="PageSize">The maximum number of events; null means the server's choice.</param>
/// <param name="NextPageToken">The token of the previous page; null means the first page.</param>
/// <param name="WaitNewEvent">Whether to wait for events that do not exist yet.</param>
/// <param name="EventFilterType">All events, or only the one that closed the run.</param>
/// <param name="SkipArchival">Whether to skip archived histories.</param>
/// <param name="Rpc">Options of the call; null means the defaults.</param>
public record FetchWorkflowHistoryEventPageInput(
    string Id,
    string? RunId,
    int? PageSize,
    byte[]? NextPageToken,
    bool WaitNewEvent,
    HistoryEventFilterType EventFilterType,
    bool SkipArchival,
    RpcOptions? Rpc);

/// <summary>A heartbeat of an activity that is to be sent.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Options">Its options; null means the defaults.</param>
/// <param name="DataConverterOverride">The converter of its values; null means the client's.</param>
public record HeartbeatAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityHeartbeatOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An activity that is to be completed.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Result">The result.</param>
/// <param name="Options">Its options; null means the defaults.</param>
/// <param name="DataConverterOverride">The converter of its values; null means the client's.</param>
public record CompleteAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    object? Result,
    AsyncActivityCompleteOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An activity that is to be failed.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Exception">The failure.</param>
/// <param name="Options">Its options; null means the defaults.</param>
/// <param name="DataConverterOverride">The converter of its values; null means the client's.</param>
public record FailAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    Exception Exception,
    AsyncActivityFailOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An activity that was cancelled.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Options">Its options; null means the defaults.</param>
/// <param name="DataConverterOverride">The converter of its values; null means the client's.</param>
public record ReportCancellationAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    AsyncActivityReportCancellationOptions? Options,
    DataConverter? DataConverterOverride = null);

/// <summary>An update that is to be started.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id; null means the latest run.</param>
/// <param name="FirstExecutionRunId">The chain of runs; null means any.</param>
/// <param name="Update">The name of the update.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">Its options.</param>
/// <param name="Headers">The headers sent with the arguments; null means none.</param>
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
/// <param name="Options">Its options.</param>
/// <param name="Headers">The headers sent with the arguments of the update; null means none.</param>
public record StartUpdateWithStartWorkflowInput(
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowStartUpdateWithStartOptions Options,
    IDictionary<string, Payload>? Headers);

/// <summary>Workflows that are to be listed.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record ListWorkflowsInput(string Query, WorkflowListOptions? Options);

/// <summary>A page of workflows that is to be listed.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="NextPageToken">The token of the previous page; null means the first page.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record ListWorkflowsPaginatedInput(string Query, byte[]? NextPageToken, WorkflowListPaginatedOptions? Options);

/// <summary>Workflows that are to be counted.</summary>
/// <param name="Query">The filter; empty means all.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record CountWorkflowsInput(string Query, WorkflowCountOptions? Options);

/// <summary>A schedule that is to be created.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record CreateScheduleInput(string Id, Schedule Schedule, ScheduleOptions? Options);

/// <summary>Schedules that are to be listed.</summary>
/// <param name="Options">Its options; null means the defaults.</param>
public record ListSchedulesInput(ScheduleListOptions? Options);

/// <summary>Times in the past for which a schedule is to act now.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Backfills">The ranges of time.</param>
/// <param name="RpcOptions">Options of the call; null means the defaults.</param>
public record BackfillScheduleInput(string Id, IReadOnlyCollection<ScheduleBackfill> Backfills, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be deleted.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="RpcOptions">Options of the call; null means the defaults.</param>
public record DeleteScheduleInput(string Id, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be described.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="RpcOptions">Options of the call; null means the defaults.</param>
public record DescribeScheduleInput(string Id, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be paused.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Note">The reason; null means a default note.</param>
/// <param name="RpcOptions">Options of the call; null means the defaults.</param>
public record PauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);

/// <summary>A schedule that is to act now.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Options">Its options; null means the defaults.</param>
public record TriggerScheduleInput(string Id, ScheduleTriggerOptions? Options);

/// <summary>A schedule that is to be resumed.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Note">The reason; null means a default note.</param>
/// <param name="RpcOptions">Options of the call; null means the defaults.</param>
public record UnpauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);

/// <summary>A schedule that is to be changed.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Updater">Returns the new schedule; null leaves it unchanged.</param>
/// <param name="RpcOptions">Options of the call; null means the defaults.</param>
public record UpdateScheduleInput(
    string Id,
    Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> Updater,
    RpcOptions? RpcOptions);
