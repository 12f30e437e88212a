using Cairn.Activities;

namespace Booking;

/// <summary>A hotel chain that takes three attempts to cancel.</summary>
/// <param name="reservations">Its reservations.</param>
public sealed class Hotels(Reservations reservations) : IHotels
{
    [Activity]
    public async Task<string> BookHotelAsync(Trip trip) => reservations.Book(trip);

    [Activity]
    public async Task CancelHotelAsync(Trip trip)
    {
        if (ActivityExecutionContext.Current.Info.Attempt < 3)
        {
            throw new HttpRequestException("The hotel does not answer");
        }

        reservations.Cancel(reservations.NumberOf(trip));
    }
}
