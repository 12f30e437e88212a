using System.Security.Cryptography;
using System.Text;
using Cairn.Api.Enums.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Starts whose time has come.</summary>
internal static class DueStarts
{
    /// <summary>Has a start wait for its turn; it is lost if too many do.</summary>
    public static void Add(
        ScheduleTurn turn, Timestamp nominal, Timestamp actual, ScheduleOverlapPolicy policy, bool isManual)
    {
        var state = turn.State;
        if (state.Waiting.Count >= Limits.ScheduleBuffer)
        {
            state.Info.BufferDropped++;
            return;
        }

        var which = isManual ? $"manual/{++state.ManualStarts}" : $"{nominal.Seconds}.{nominal.Nanos}";
        state.Waiting.Add(new DueStart
        {
            Nominal = nominal,
            Actual = actual,
            OverlapPolicy = policy,
            IsManual = isManual,
            RequestId = RequestId(state.InstanceId, which),
        });
    }

    /// <summary>Whether the limit of actions and the pause leave room for a start.</summary>
    public static bool MayStart(ScheduleDocument schedule, bool isManual)
    {
        var state = schedule.Schedule.State;
        return isManual || (!state.Paused && (!state.LimitedActions || state.RemainingActions > 0));
    }

    /// <summary>The policy of a start.</summary>
    public static ScheduleOverlapPolicy PolicyOf(ScheduleDocument schedule, DueStart start) =>
        start.OverlapPolicy == ScheduleOverlapPolicy.Unspecified
            ? schedule.Schedule.Policies.OverlapPolicy
            : start.OverlapPolicy;

    /// <summary>A UUID of version 8 that belongs to one start of one schedule.</summary>
    private static string RequestId(string instanceId, string which)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}/{which}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
