using Cairn.Activities;

namespace Booking;

/// <summary>The service of an airline.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10", InitialInterval = "00:00:00.1")]
public interface IFlights
{
    /// <summary>Books a seat; answers with the number of the reservation.</summary>
    [Activity]
    Task<string> BookFlightAsync(Trip trip);

    /// <summary>Gives the seat back, if there is one.</summary>
    [Activity]
    Task CancelFlightAsync(Trip trip);
}
