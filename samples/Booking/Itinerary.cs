namespace Booking;

/// <summary>What was booked.</summary>
/// <param name="Flight">The number of the flight's reservation.</param>
/// <param name="Hotel">The number of the hotel's reservation.</param>
/// <param name="Car">The number of the car's reservation.</param>
public sealed record Itinerary(string Flight, string Hotel, string Car);
