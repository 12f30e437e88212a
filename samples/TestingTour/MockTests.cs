using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace TestingTour;

/// <summary>Activities are replaced by an object with their interface, or one by one by a delegate.</summary>
public sealed class MockTests
{
    [Fact]
    public async Task A_service_that_is_down_for_an_hour_is_paid_all_the_same()
    {
        var attempts = 0;
        await using var env = await StartAsync();
        await using var worker = await env.StartWorkerAsync("tour", options => options
            .AddWorkflow<SubscriptionWorkflow>()
            .ReplaceActivity<IPayments>(
                payments => payments.ChargeAsync("", 0, 0),
                (string customer) => ++attempts < 5 ? throw new HttpRequestException("down") : "receipt"));

        var paid = await env.Client.ExecuteWorkflowAsync(
            SubscriptionWorkflowCalls.Run(new("ann", 10, Months: 1)), new("ann", "tour"));

        Assert.Equal(10, paid);
        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task A_declined_card_ends_the_subscription()
    {
        await using var env = await StartAsync();
        await using var worker = await env.StartWorkerAsync("tour", options => options
            .AddWorkflow<SubscriptionWorkflow>()
            .ReplaceActivity<IPayments>(
                payments => payments.ChargeAsync("", 0, 0),
                string () => throw new ApplicationFailureException("No money", errorType: "CardDeclined")));

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => env.Client.ExecuteWorkflowAsync(
            SubscriptionWorkflowCalls.Run(new("ann", 10)), new("ann", "tour")));

        Assert.Equal("No money", failure.GetBaseException().Message);
    }

    // What these tests let fail need not be in the log.
    private static Task<WorkflowEnvironment> StartAsync() =>
        WorkflowEnvironment.StartTimeSkippingAsync(new() { LoggerFactory = NullLoggerFactory.Instance });
}
