using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>An activity that a workflow waits for. Times are UTC.</summary>
/// <param name="ActivityId">The activity id within the run.</param>
/// <param name="ActivityType">The activity's type.</param>
/// <param name="State">Whether it waits for a worker, runs, or its cancellation was requested.</param>
/// <param name="Attempt">The number of the current attempt, from 1.</param>
/// <param name="MaximumAttempts">The limit of attempts; 0 means none.</param>
/// <param name="LastFailure">The failure of the last attempt; null if none failed.</param>
/// <param name="ScheduledTime">When the current attempt was scheduled; null if it is not scheduled yet.</param>
/// <param name="LastStartedTime">When the last attempt started; null if none did.</param>
/// <param name="LastHeartbeatTime">When the last heartbeat arrived; null if there was none.</param>
/// <param name="NextAttemptScheduleTime">When the next attempt is due; null if none is planned.</param>
/// <param name="LastWorkerIdentity">The identity of the last attempt's worker; null if there was no attempt.</param>
public sealed record PendingActivity(
    string ActivityId,
    string ActivityType,
    PendingActivityState State,
    int Attempt,
    int MaximumAttempts,
    Exception? LastFailure,
    DateTime? ScheduledTime,
    DateTime? LastStartedTime,
    DateTime? LastHeartbeatTime,
    DateTime? NextAttemptScheduleTime,
    string? LastWorkerIdentity)
{
    private DataConverter converter = DataConverter.Default;

    /// <summary>The details of the last heartbeat, not decoded; empty if it had none.</summary>
    public IReadOnlyCollection<Payload> HeartbeatDetails { get; private init; } = [];

    /// <summary>One detail of the last heartbeat, by its index in the arguments of Heartbeat.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no detail with this index.</exception>
    /// <exception cref="InvalidCastException">The detail has another type.</exception>
    public Task<T> HeartbeatDetailAtAsync<T>(int index) =>
        HeartbeatDetail.ReadAsync<T>(converter, HeartbeatDetails, index);

    internal static async Task<PendingActivity> OfAsync(
        PendingActivityInfo info, ICairnClient client, WorkflowExecutionInfo workflow) => new(
        info.ActivityId,
        info.ActivityType?.Name ?? string.Empty,
        info.State,
        info.Attempt,
        info.MaximumAttempts,
        info.LastFailure is { } failure ? await ConverterOf(info, client, workflow)
            .ToExceptionAsync(failure).ConfigureAwait(false) : null,
        info.ScheduledTime?.ToDateTime(),
        info.LastStartedTime?.ToDateTime(),
        info.LastHeartbeatTime?.ToDateTime(),
        info.NextAttemptScheduleTime?.ToDateTime(),
        info.LastWorkerIdentity.Length == 0 ? null : info.LastWorkerIdentity)
    {
        HeartbeatDetails = info.HeartbeatDetails?.Payloads_ ?? [],
        converter = ConverterOf(info, client, workflow),
    };

    private static DataConverter ConverterOf(
        PendingActivityInfo info, ICairnClient client, WorkflowExecutionInfo workflow)
    {
        var converter = client.Options.DataConverter;
        return converter.IsContextual()
            ? converter.UsableIn(new ISerializationContext.Activity(
                client.Options.Namespace,
                info.ActivityId,
                workflow.Execution.WorkflowId,
                workflow.Type?.Name,
                info.ActivityType?.Name,
                info.ActivityOptions?.TaskQueue?.Name,
                IsLocal: false))
            : converter;
    }
}
