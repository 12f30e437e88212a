using Cairn.Activities;

namespace Booking;

/// <summary>The service of a hotel chain.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10", InitialInterval = "00:00:00.1")]
public interface IHotels
{
    /// <summary>Books a room; answers with the number of the reservation.</summary>
    [Activity]
    Task<string> BookHotelAsync(Trip trip);

    /// <summary>Gives the room back, if there is one.</summary>
    [Activity]
    Task CancelHotelAsync(Trip trip);
}
