using Cairn.Activities;

namespace Booking;

/// <summary>A car rental that has no car in Oslo.</summary>
/// <param name="reservations">Its reservations.</param>
public sealed class Cars(Reservations reservations) : ICars
{
    [Activity]
    public async Task<string> RentCarAsync(Trip trip) => trip.City == "Oslo"
        ? throw new NoCarException(trip.City)
        : reservations.Book(trip);

    [Activity]
    public async Task ReturnCarAsync(string reservation) => reservations.Cancel(reservation);
}
