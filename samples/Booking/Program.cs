using Booking;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using Microsoft.Extensions.Logging.Abstractions;
using Samples;
using Samples.Timelines;

const string TaskQueue = "trips";
using var data = SampleArguments.Read(args).OpenData();
Reservations[] services = [new("flight"), new("hotel"), new("car")];
await using var engine = await CairnEngine.StartAsync(new()
{
    DatabasePath = data.Database,
    LoggerFactory = NullLoggerFactory.Instance, // it fails on purpose: the timelines show how often
});
await using var worker = engine.StartWorker(TaskQueue, options => options
    .AddWorkflow<TripWorkflow>()
    .AddAllActivities(new Flights(services[0]))
    .AddAllActivities(new Hotels(services[1]))
    .AddAllActivities(new Cars(services[2])));

var rome = await StartAsync(new("trip-rome", "Rome", 3, TimeSpan.FromSeconds(1)));
var oslo = await StartAsync(new("trip-oslo", "Oslo", 2, TimeSpan.FromSeconds(1)));
var lima = await StartAsync(new("trip-lima", "Lima", 14, TimeSpan.FromHours(1)));

var offer = await lima.ExecuteUpdateAsync(TripWorkflowCalls.AwaitBooking());
Console.WriteLine($"trip-lima: {offer.Flight}, {offer.Hotel} and {offer.Car} are booked; the traveller cancels");
await lima.CancelAsync(new() { Reason = "Too far" });

foreach (var trip in new[] { rome, oslo, lima })
{
    Console.WriteLine($"{trip.Id}: {await OutcomeAsync(trip)}");
}

Console.WriteLine($"still booked: {string.Join(", ", services.SelectMany(service => service.Numbers))}");
await Timeline.ShowAsync(rome);
await Timeline.ShowAsync(oslo);
await Timeline.ShowAsync(lima);

Task<WorkflowHandle<TripWorkflow, Itinerary>> StartAsync(Trip trip) => engine.Client.StartWorkflowAsync(
    TripWorkflowCalls.Run(trip),
    new(trip.Id, TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });

static async Task<string> OutcomeAsync(WorkflowHandle<TripWorkflow, Itinerary> trip)
{
    try
    {
        await trip.GetResultAsync();
        return "booked";
    }
    catch (WorkflowFailedException failed) when (failed.InnerException is CanceledFailureException)
    {
        return "canceled, nothing is booked";
    }
    catch (WorkflowFailedException failed)
    {
        return $"not booked, {failed.GetBaseException().Message}";
    }
}
