using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.Sagas;

/// <summary>The code of docs/guides/saga.md.</summary>
public sealed class SagaGuide
{
    [Fact]
    public async Task A_full_hotel_undoes_the_flight()
    {
        var travel = new Travel();
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("trips", options => options
            .AddWorkflow<TripWorkflow>()
            .AddAllActivities<ITravel>(travel));
        await Assert.ThrowsAsync<WorkflowFailedException>(() => env.Client.ExecuteWorkflowAsync(
            TripWorkflowCalls.Run(new("t-1")), new("t-1", "trips")));
        Assert.Equal(["flight t-1", "no hotel t-1", "no flight t-1"], travel.Done);
    }
}

public sealed record Trip(string Id);

[ActivityDefaults(StartToClose = "00:00:10")]
public interface ITravel
{
    [Activity]
    Task BookFlightAsync(Trip trip);

    [Activity]
    Task CancelFlightAsync(Trip trip);

    [Activity]
    Task BookHotelAsync(Trip trip);

    [Activity]
    Task CancelHotelAsync(Trip trip);

    [Activity]
    Task<string> ConfirmAsync(Trip trip);
}

public sealed class Travel : ITravel
{
    public List<string> Done { get; } = [];

    public Task BookFlightAsync(Trip trip) => Does($"flight {trip.Id}");

    public Task CancelFlightAsync(Trip trip) => Does($"no flight {trip.Id}");

    public Task BookHotelAsync(Trip trip) =>
        throw new ApplicationFailureException("The hotel is full.", errorType: "HotelFull", nonRetryable: true);

    public Task CancelHotelAsync(Trip trip) => Does($"no hotel {trip.Id}");

    public Task<string> ConfirmAsync(Trip trip) => Task.FromResult("confirmed");

    private Task Does(string what)
    {
        Done.Add(what);
        return Task.CompletedTask;
    }
}

[Workflow]
public sealed class TripWorkflow
{
    [WorkflowRun]
    public Task<string> RunAsync(Trip trip) => Saga.RunAsync(async saga =>
    {
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync(ITravelCalls.BookFlight(trip)),
            () => Workflow.ExecuteActivityAsync(ITravelCalls.CancelFlight(trip)));
        await saga.StepAsync(
            () => Workflow.ExecuteActivityAsync(ITravelCalls.BookHotel(trip)),
            () => Workflow.ExecuteActivityAsync(ITravelCalls.CancelHotel(trip)));
        return await Workflow.ExecuteActivityAsync(ITravelCalls.Confirm(trip));
    });
}
