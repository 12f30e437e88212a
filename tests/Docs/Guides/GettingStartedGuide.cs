using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.GettingStarted;

/// <summary>The code of docs/guides/getting-started.md.</summary>
public sealed class GettingStartedGuide
{
    [Fact]
    public async Task The_program_delivers_the_parcel()
    {
        File.Delete("parcels.db");
        await RunAsync();
        Assert.True(File.Exists("parcels.db"));
    }

    private static async Task RunAsync()
    {
        await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = "parcels.db" });
        await using var worker = engine.StartWorker("parcels", options => options
            .AddWorkflow<ParcelWorkflow>()
            .AddAllActivities<ICarrier>(new Carrier()));

        var parcel = await engine.Client.StartWorkflowAsync(
            ParcelWorkflowCalls.Run(new("p-1", "Ada")),
            new("p-1", "parcels") { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
        Console.WriteLine(await parcel.GetResultAsync());
    }
}

public sealed record Parcel(string Id, string Receiver);

[ActivityDefaults(StartToClose = "00:00:30")]
public interface ICarrier
{
    [Activity]
    Task<string> PickUpAsync(Parcel parcel);

    [Activity]
    Task DeliverAsync(Parcel parcel, string label);
}

public sealed class Carrier : ICarrier
{
    public Task<string> PickUpAsync(Parcel parcel) => Task.FromResult($"label of {parcel.Id}");

    public Task DeliverAsync(Parcel parcel, string label) => Task.CompletedTask;
}

[Workflow]
public sealed class ParcelWorkflow
{
    [WorkflowQuery]
    public string State { get; private set; } = "ordered";

    [WorkflowRun]
    public async Task<string> RunAsync(Parcel parcel)
    {
        var label = await Workflow.ExecuteActivityAsync(ICarrierCalls.PickUp(parcel));
        State = "on its way";
        await Workflow.DelayAsync(TimeSpan.FromSeconds(5));
        await Workflow.ExecuteActivityAsync(ICarrierCalls.Deliver(parcel, label));
        State = "delivered";
        return $"{parcel.Id} delivered to {parcel.Receiver}";
    }
}
