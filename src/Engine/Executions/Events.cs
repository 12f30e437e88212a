using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Engine.Rules;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions;

/// <summary>Small pieces of events that several verbs write.</summary>
internal static class Events
{
    /// <summary>
    /// Who the server is, in events that it writes by itself; the name that Temporal's server has there.
    /// </summary>
    public const string ServerIdentity = "history-service";

    /// <summary>Who ends a run that was reset; likewise.</summary>
    public const string ResetIdentity = "history-resetter";

    /// <summary>A task queue that any worker polls.</summary>
    public static TaskQueue NormalQueue(string name) => new() { Name = name, Kind = TaskQueueKind.Normal };

    /// <summary>A failure that the server itself found.</summary>
    public static Failure ServerFailure(string message) =>
        new() { Message = message, ServerFailureInfo = new ServerFailureInfo() };

    /// <summary>A duration of the wire; null if it is not set or zero, which mean the same everywhere.</summary>
    public static TimeSpan? FromWire(Duration? duration) => Durations.Read(duration);
}
