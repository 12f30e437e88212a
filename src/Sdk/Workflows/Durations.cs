using Google.Protobuf.WellKnownTypes;

namespace Cairn.Workflows;

/// <summary>Times on the wire.</summary>
internal static class Durations
{
    /// <summary>A time; null stays null, which is the server's default.</summary>
    public static Duration? Of(TimeSpan? time) => time is { } known ? Duration.FromTimeSpan(known) : null;
}
