using Google.Protobuf.WellKnownTypes;

namespace Cairn.Worker;

/// <summary>How long a task waited in a queue, by the clock of the server.</summary>
internal static class QueueTime
{
    /// <summary>The time; zero if the server does not report it.</summary>
    public static TimeSpan Between(Timestamp? scheduled, Timestamp? started) => scheduled is null || started is null
        ? TimeSpan.Zero
        : started.ToDateTimeOffset() - scheduled.ToDateTimeOffset();
}
