namespace Booking;

/// <summary>There is no car left: no retry changes that.</summary>
/// <param name="city">Where.</param>
public sealed class NoCarException(string city) : Exception($"There is no car left in {city}");
