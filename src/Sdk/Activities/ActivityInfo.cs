using System.Text.Json.Serialization;
using Cairn.Api.Common.V1;
using Cairn.Converters;

namespace Cairn.Activities;

/// <summary>The facts of an attempt. Times are UTC.</summary>
/// <param name="ActivityId">The id within the workflow run.</param>
/// <param name="ActivityType">The type name.</param>
/// <param name="Attempt">The number of this attempt, from 1.</param>
/// <param name="CurrentAttemptScheduledTime">When this attempt was scheduled.</param>
/// <param name="DataConverter">Converts its values.</param>
/// <param name="HeartbeatDetails">The heartbeat details of the last attempt, not decoded.</param>
/// <param name="HeartbeatTimeout">The longest pause between heartbeats; null means none.</param>
/// <param name="IsLocal">True if the worker runs it within a workflow task.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="RetryPolicy">The retry policy; null if the server does not report it.</param>
/// <param name="ScheduleToCloseTimeout">The limit over all attempts; null means none.</param>
/// <param name="ScheduledTime">When the first attempt was scheduled.</param>
/// <param name="StartToCloseTimeout">The limit of one attempt; null means none.</param>
/// <param name="StartedTime">When this attempt started.</param>
/// <param name="TaskQueue">The task queue that it came from.</param>
/// <param name="TaskToken">The token by which it can be completed from outside its worker.</param>
/// <param name="WorkflowId">The workflow that scheduled it.</param>
/// <param name="WorkflowNamespace">The namespace of that workflow.</param>
/// <param name="WorkflowRunId">The run id of that workflow.</param>
/// <param name="WorkflowType">The type of that workflow.</param>
public record ActivityInfo(
    string ActivityId,
    string ActivityType,
    int Attempt,
    DateTime CurrentAttemptScheduledTime,
    [property: JsonIgnore] DataConverter DataConverter,
    IReadOnlyCollection<Payload> HeartbeatDetails,
    TimeSpan? HeartbeatTimeout,
    bool IsLocal,
    string Namespace,
    Common.Priority Priority,
    Common.RetryPolicy? RetryPolicy,
    TimeSpan? ScheduleToCloseTimeout,
    DateTime ScheduledTime,
    TimeSpan? StartToCloseTimeout,
    DateTime StartedTime,
    string TaskQueue,
    byte[] TaskToken,
    string? WorkflowId,
    string? WorkflowNamespace,
    string? WorkflowRunId,
    string? WorkflowType)
{
    /// <summary>True if a workflow scheduled it.</summary>
    public bool IsWorkflowActivity => WorkflowId is not null;

    /// <summary>One heartbeat detail of the last attempt, by its index in the arguments of Heartbeat.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no detail with this index.</exception>
    /// <exception cref="InvalidCastException">The detail has another type.</exception>
    public Task<T> HeartbeatDetailAtAsync<T>(int index) =>
        HeartbeatDetail.ReadAsync<T>(DataConverter, HeartbeatDetails, index);
}
