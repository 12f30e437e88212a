using Cairn.Api.Common.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Commands;

/// <summary>The inputs of a local activity.</summary>
internal sealed record LocalActivityCall
{
    /// <summary>The activity's id within the run.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The id before its first long pause, after which it is another call; null means this one.</summary>
    public string? FirstId { get; init; }

    /// <summary>The activity's type.</summary>
    public required string ActivityType { get; init; }

    /// <summary>Code of the worker that runs in place of the activity's; not looked at here.</summary>
    public object? Code { get; init; }

    /// <summary>The arguments.</summary>
    public Payloads? Input { get; init; }

    /// <summary>Whether the marker in history keeps the arguments.</summary>
    public bool RecordsInput { get; init; }

    /// <summary>The headers that travel with the arguments.</summary>
    public Header? Header { get; init; }

    /// <summary>
    /// The number of its first attempt, from 1; more than 1 if earlier attempts ended in a long pause.
    /// </summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When its first attempt was scheduled; null if this is the first.</summary>
    public Timestamp? OriginalScheduleTime { get; init; }

    /// <summary>The limit over all attempts; null means none.</summary>
    public TimeSpan? ScheduleToClose { get; init; }

    /// <summary>How long it may wait for a slot of the worker; null means without limit.</summary>
    public TimeSpan? ScheduleToStart { get; init; }

    /// <summary>The limit of one attempt; null means none.</summary>
    public TimeSpan? StartToClose { get; init; }

    /// <summary>The retry policy; null means the default policy, which never gives up.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>The shortest pause for which a durable timer, and not the worker, waits for the next attempt.</summary>
    public TimeSpan RetryThreshold { get; init; } = TimeSpan.FromMinutes(1);
}
