namespace Booking;

/// <summary>What a traveller wants to book.</summary>
/// <param name="Id">Names the trip; its workflow has the same id.</param>
/// <param name="City">Where to.</param>
/// <param name="Nights">How long.</param>
/// <param name="CoolingOff">How long the traveller may cancel it after it was booked.</param>
public sealed record Trip(string Id, string City, int Nights, TimeSpan CoolingOff);
