using System.Collections.Concurrent;
using Cairn.Client;
using Cairn.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace TestingTour;

/// <summary>What goes wrong in production, from seeds: crashes, activities that run twice, late signals.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Each_month_is_paid_once_whatever_crashes()
    {
        var faults = await WorkflowFaults.ExploreAsync(
            async env =>
            {
                // The service knows the keys that it has seen: a fake that counts calls would count some twice.
                var charges = new ConcurrentDictionary<string, decimal>();
                var payments = new Payments(async (fee, key) => charges.TryAdd(key, fee) ? "receipt" : "again");
                await using var worker = await env.StartWorkerAsync(
                    "tour", options => options.AddWorkflow<SubscriptionWorkflow>().AddAllActivities(payments));

                await env.Client.ExecuteWorkflowAsync(
                    SubscriptionWorkflowCalls.Run(new("ann", 10, Months: 4)), new("ann", "tour"));

                Assert.Equal(40, charges.Values.Sum());
            },
            new() { Seeds = 10, Environment = new() { LoggerFactory = NullLoggerFactory.Instance } },
            TestContext.Current.CancellationToken);

        Assert.True(faults > 0);
    }
}
