using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Engine.Rules;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions;

/// <summary>Parts of events that several classes write.</summary>
internal static class Events
{
    /// <summary>
    /// The identity of the server in events that it writes itself; Temporal's server uses the same name.
    /// </summary>
    public const string ServerIdentity = "history-service";

    /// <summary>
    /// The identity in the event that ends a run that was reset; Temporal's server uses the same name.
    /// </summary>
    public const string ResetIdentity = "history-resetter";

    /// <summary>A normal task queue, which any worker may poll.</summary>
    public static TaskQueue NormalQueue(string name) => new() { Name = name, Kind = TaskQueueKind.Normal };

    /// <summary>A failure that the server caused.</summary>
    public static Failure ServerFailure(string message) =>
        new() { Message = message, ServerFailureInfo = new ServerFailureInfo() };

    /// <summary>A duration from the wire; null if it is not set or zero, which mean the same everywhere.</summary>
    public static TimeSpan? FromWire(Duration? duration) => Durations.Read(duration);
}
