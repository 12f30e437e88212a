using Cairn.Api.Common.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Sdk.Replay.Commands;

/// <summary>What a local activity is called with.</summary>
internal sealed record LocalActivityCall
{
    /// <summary>The activity's id within the run.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The activity's type.</summary>
    public required string ActivityType { get; init; }

    /// <summary>The arguments.</summary>
    public Payloads? Input { get; init; }

    /// <summary>What travels beside the arguments.</summary>
    public Header? Header { get; init; }

    /// <summary>The number of its first attempt here, from 1; more if earlier ones ended in a long pause.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When its first attempt was asked for; null if this is the first.</summary>
    public Timestamp? OriginalScheduleTime { get; init; }

    /// <summary>The limit over all attempts; null means none.</summary>
    public TimeSpan? ScheduleToClose { get; init; }

    /// <summary>How long it may wait for a slot of the worker; null means as long as it takes.</summary>
    public TimeSpan? ScheduleToStart { get; init; }

    /// <summary>The limit of one attempt; null means none.</summary>
    public TimeSpan? StartToClose { get; init; }

    /// <summary>How it is tried again; null means the usual policy, without an end.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>From which pause on a durable timer waits for the next attempt.</summary>
    public TimeSpan RetryThreshold { get; init; } = TimeSpan.FromMinutes(1);
}
