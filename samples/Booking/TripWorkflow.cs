using Cairn.Workflows;

namespace Booking;

/// <summary>Books flight, hotel and car, or nothing of them.</summary>
[Workflow]
public class TripWorkflow
{
    private readonly IFlights flights = Workflow.Activities<IFlights>();
    private readonly IHotels hotels = Workflow.Activities<IHotels>();
    private readonly ICars cars = Workflow.Activities<ICars>();
    private Itinerary? booked;

    [WorkflowRun]
    public Task<Itinerary> RunAsync(Trip trip) => Saga.RunAsync(
        async saga =>
        {
            // Registered before the step: a booking that timed out may have been made, and is cancelled all the same.
            var flight = await saga.StepAsync(
                () => flights.BookFlightAsync(trip), () => flights.CancelFlightAsync(trip));
            var hotel = await saga.StepAsync(
                () => hotels.BookHotelAsync(trip), () => hotels.CancelHotelAsync(trip));

            // Takes the result, so it is registered after the step: a failed one has rented nothing.
            var car = await saga.StepAsync(
                () => cars.RentCarAsync(trip), reservation => cars.ReturnCarAsync(reservation));

            // Time to change one's mind: a cancellation undoes everything, too.
            booked = new(flight, hotel, car);
            await Workflow.DelayAsync(trip.CoolingOff);
            return booked;
        },
        new() { ContinueOnError = true });

    /// <summary>Answers as soon as everything is booked; the workflow goes on.</summary>
    [WorkflowUpdate]
    public async Task<Itinerary> AwaitBookingAsync()
    {
        await Workflow.WaitConditionAsync(() => booked is not null);
        return booked!;
    }
}
