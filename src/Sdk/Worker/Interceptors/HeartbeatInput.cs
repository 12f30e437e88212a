namespace Cairn.Worker.Interceptors;

/// <summary>A heartbeat of an activity.</summary>
/// <param name="Details">What the next attempt should know.</param>
public record HeartbeatInput(object?[] Details);
