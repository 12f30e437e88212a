namespace Cairn.Worker.Interceptors;

/// <summary>A heartbeat of an activity.</summary>
/// <param name="Details">The details for the next attempt.</param>
public record HeartbeatInput(object?[] Details);
