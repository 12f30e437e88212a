using System.Collections.Concurrent;

namespace Booking;

/// <summary>The reservations of one service: it stands for that service's database.</summary>
/// <param name="service">The name of the service.</param>
public sealed class Reservations(string service)
{
    private readonly ConcurrentDictionary<string, Trip> tripsByNumber = [];

    /// <summary>The numbers of all reservations.</summary>
    public IEnumerable<string> Numbers => tripsByNumber.Keys;

    /// <summary>The number of a trip's reservation. A trip has one, however often it is booked.</summary>
    public string NumberOf(Trip trip) => $"{service}-{trip.Id}";

    /// <summary>Books for a trip, once.</summary>
    public string Book(Trip trip)
    {
        var number = NumberOf(trip);
        tripsByNumber[number] = trip;
        return number;
    }

    /// <summary>Cancels a reservation, if there is one.</summary>
    public void Cancel(string number) => tripsByNumber.TryRemove(number, out _);
}
