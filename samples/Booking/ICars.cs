using Cairn.Activities;

namespace Booking;

/// <summary>The service of a car rental.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10", InitialInterval = "00:00:00.1")]
public interface ICars
{
    /// <summary>
    /// Rents a car; answers with the number of the reservation. Fails for good with <see cref="NoCarException"/> if
    /// there is none left.
    /// </summary>
    [Activity]
    [ActivityDefaults(NonRetryable = [nameof(NoCarException)])]
    Task<string> RentCarAsync(Trip trip);

    /// <summary>Gives the car back by the number of its reservation.</summary>
    [Activity]
    Task ReturnCarAsync(string reservation);
}
