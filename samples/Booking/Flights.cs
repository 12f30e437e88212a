using Cairn.Activities;

namespace Booking;

/// <summary>An airline whose service does not answer at first.</summary>
/// <param name="reservations">Its reservations.</param>
public sealed class Flights(Reservations reservations) : IFlights
{
    [Activity]
    public Task<string> BookFlightAsync(Trip trip) => ActivityExecutionContext.Current.Info.Attempt > 1
        ? Task.FromResult(reservations.Book(trip))
        : throw new HttpRequestException("The airline does not answer");

    [Activity]
    public async Task CancelFlightAsync(Trip trip) => reservations.Cancel(reservations.NumberOf(trip));
}
