using Cairn.Client;
using Cairn.Testing;

namespace Cairn.Tests.Docs.Guides.GettingStarted;

/// <summary>The test of docs/guides/getting-started.md.</summary>
public sealed class GettingStartedTest
{
    [Fact]
    public async Task A_parcel_is_delivered()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("parcels", options => options
            .AddWorkflow<ParcelWorkflow>()
            .AddAllActivities<ICarrier>(new Carrier()));

        Assert.Equal(
            "p-1 delivered to Ada",
            await env.Client.ExecuteWorkflowAsync(
                ParcelWorkflowCalls.Run(new("p-1", "Ada")), new("p-1", "parcels")));
    }
}
