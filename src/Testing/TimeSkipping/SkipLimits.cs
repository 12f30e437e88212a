namespace Cairn.Testing.TimeSkipping;

/// <summary>When the environment gives up.</summary>
/// <param name="Idle">After how much real time without a call the engine counts as abandoned.</param>
/// <param name="Skip">How much time may be skipped for one call.</param>
internal sealed record SkipLimits(TimeSpan Idle, TimeSpan Skip);
