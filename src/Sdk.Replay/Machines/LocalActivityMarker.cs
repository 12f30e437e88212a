using System.Text.Json;
using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// How a local activity ended, as history keeps it: marker "core_local_activity", as Temporal's SDKs on sdk-core
/// write it.
/// </summary>
internal sealed record LocalActivityMarker
{
    /// <summary>The marker's name.</summary>
    public const string MarkerName = "core_local_activity";

    private const string DataKey = "data";
    private const string ResultKey = "result";
    private const string InputKey = "input";

    /// <summary>The sequence number by which workflow code identifies it.</summary>
    public required uint Seq { get; init; }

    /// <summary>The number of the last attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>The activity's id.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The activity's type.</summary>
    public required string ActivityType { get; init; }

    /// <summary>When it ended, in workflow time.</summary>
    public Timestamp? CompleteTime { get; init; }

    /// <summary>The pause before the next attempt, if a durable timer is to wait for it.</summary>
    public Duration? Backoff { get; init; }

    /// <summary>When its first attempt was scheduled.</summary>
    public Timestamp? OriginalScheduleTime { get; init; }

    /// <summary>The arguments, if the author wants to see them in history; a replay does not need them.</summary>
    public Payloads? Input { get; init; }

    /// <summary>The result, if it has one.</summary>
    public Payload? Result { get; init; }

    /// <summary>The failure, if it failed or was cancelled.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Whether the event is such a marker.</summary>
    public static bool Is(HistoryEvent e) =>
        e.EventType == EventType.MarkerRecorded && e.MarkerRecordedEventAttributes.MarkerName == MarkerName;

    /// <summary>Reads the marker of an event that is one.</summary>
    public static LocalActivityMarker Read(HistoryEvent e) =>
        Read(e.MarkerRecordedEventAttributes.Details, e.MarkerRecordedEventAttributes.Failure);

    /// <summary>Reads the details and the failure of such a marker.</summary>
    public static LocalActivityMarker Read(IDictionary<string, Payloads> details, Failure? failure)
    {
        using var json = JsonDocument.Parse(details[DataKey].Payloads_[0].Data.Memory);
        var data = json.RootElement;
        var result = details.TryGetValue(ResultKey, out var payloads) ? payloads.Payloads_ : null;
        return new()
        {
            Seq = data.GetProperty("seq").GetUInt32(),
            Attempt = data.TryGetProperty("attempt", out var attempt) ? attempt.GetInt32() : 1,
            ActivityId = data.GetProperty("activity_id").GetString()!,
            ActivityType = data.GetProperty("activity_type").GetString()!,
            CompleteTime = Parts(data, "complete_time") is var (at, atNanos)
                ? new() { Seconds = at, Nanos = atNanos }
                : null,
            Backoff = Parts(data, "backoff") is var (pause, pauseNanos)
                ? new() { Seconds = pause, Nanos = pauseNanos }
                : null,
            OriginalScheduleTime = Parts(data, "original_schedule_time") is var (first, firstNanos)
                ? new() { Seconds = first, Nanos = firstNanos }
                : null,
            Result = result is { Count: > 0 } ? result[0] : null,
            Failure = failure,
        };
    }

    /// <summary>The marker for the server.</summary>
    public RecordMarkerCommandAttributes ToAttributes()
    {
        var attributes = new RecordMarkerCommandAttributes
        {
            MarkerName = MarkerName,
            Details = { { DataKey, new() { Payloads_ = { MarkerJson.ToPayload(Write) } } } },
            Failure = Failure,
        };
        if (Result is not null)
        {
            attributes.Details.Add(ResultKey, new() { Payloads_ = { Result } });
        }

        if (Input is not null)
        {
            attributes.Details.Add(InputKey, Input);
        }

        return attributes;
    }

    /// <summary>The outcome that workflow code receives.</summary>
    public Resolution ToResolution() => Backoff is not null
        ? new Resolution.Backoff(Attempt + 1, Backoff, OriginalScheduleTime)
        : Failure is null
            ? new Resolution.Completed(Result is null ? null : new() { Payloads_ = { Result } })
            : new Resolution.Failed(Failure.ActivityFailureInfo is null ? Wrapped(Failure) : Failure);

    private Failure Wrapped(Failure cause) => new()
    {
        Message = cause.CanceledFailureInfo is null ? "Activity task failed" : "Activity cancelled",
        Cause = cause,
        ActivityFailureInfo = new()
        {
            ActivityId = ActivityId,
            ActivityType = new() { Name = ActivityType },
            RetryState = RetryStateOf(cause),
        },
    };

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", Seq);
        json.WriteNumber("attempt", Attempt);
        json.WriteString("activity_id", ActivityId);
        json.WriteString("activity_type", ActivityType);
        Write(json, "complete_time", CompleteTime?.Seconds, CompleteTime?.Nanos);
        Write(json, "backoff", Backoff?.Seconds, Backoff?.Nanos);
        Write(json, "original_schedule_time", OriginalScheduleTime?.Seconds, OriginalScheduleTime?.Nanos);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, long? seconds, int? nanos)
    {
        if (seconds is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("seconds", seconds.Value);
        json.WriteNumber("nanos", nanos!.Value);
        json.WriteEndObject();
    }

    private static (long Seconds, int Nanos)? Parts(JsonElement data, string name) =>
        data.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.Object
            ? (time.GetProperty("seconds").GetInt64(), time.GetProperty("nanos").GetInt32())
            : null;

    // The marker has no retry state. It follows from the failure of the last attempt.
    private static RetryState RetryStateOf(Failure cause) => cause switch
    {
        { CanceledFailureInfo: not null } => RetryState.CancelRequested,
        { TimeoutFailureInfo.TimeoutType: TimeoutType.ScheduleToClose or TimeoutType.ScheduleToStart } =>
            RetryState.Timeout,
        { ApplicationFailureInfo.NonRetryable: true } => RetryState.NonRetryableFailure,
        _ => RetryState.MaximumAttemptsReached,
    };
}
