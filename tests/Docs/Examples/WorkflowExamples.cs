using Cairn.Activities;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Docs.Examples;

/// <summary>The code of docs/beyond-temporal.md on workflows.</summary>
public static class WorkflowExamples
{
    [ActivityDefaults(StartToClose = "00:01:00")]
    public interface IShop
    {
        [Activity]
        Task ReserveAsync(string order);

        [Activity]
        Task ReleaseAsync(string order);

        [Activity]
        Task<string> ShipAsync(string order);

        [Activity]
        Task CancelShipmentAsync(string tracking);

        [Activity]
        Task<int> CountAsync(string shelf);

        [Activity]
        Task TellAsync(string whom, string what);

        [Activity]
        Task<decimal> FlatFeeAsync();

        [Activity]
        Task<decimal> TieredFeeAsync();
    }

    [Workflow]
    public class SagaWorkflow
    {
        [WorkflowRun]
        public async Task RunAsync(string order)
        {
            await Saga.RunAsync(async saga =>
            {
                // The compensation is registered first, so it must work even if the step never ran.
                await saga.StepAsync(
                    () => Workflow.ExecuteActivityAsync((IShop shop) => shop.ReserveAsync(order)),
                    () => Workflow.ExecuteActivityAsync((IShop shop) => shop.ReleaseAsync(order)));

                // One that takes the step's result is registered after the step.
                await saga.StepAsync(
                    () => Workflow.ExecuteActivityAsync((IShop shop) => shop.ShipAsync(order)),
                    tracking => Workflow.ExecuteActivityAsync((IShop shop) => shop.CancelShipmentAsync(tracking)));
            });
        }
    }

    [Workflow]
    public class StockWorkflow
    {
        [WorkflowRun]
        public async Task<int> RunAsync(string[] shelves)
        {
            var counted = await Workflow.MapAsync(
                shelves,
                shelf => Workflow.ExecuteActivityAsync((IShop shop) => shop.CountAsync(shelf)),
                maxConcurrency: 20);
            counted.ThrowIfAnyFailed();
            return counted.Outputs.Sum();
        }
    }

    [Workflow]
    public class ApprovalWorkflow
    {
        [WorkflowSignal]
        public SignalChannel<bool> Decisions { get; } = new();

        [WorkflowRun]
        public async Task<bool> RunAsync()
        {
            var (received, approved) = await Decisions.ReceiveAsync(TimeSpan.FromDays(2));
            return received && approved;
        }
    }

    [Workflow]
    public class FeeWorkflow
    {
        [WorkflowRun]
        public async Task<decimal> RunAsync()
        {
            var fee = Workflow.GetVersion("fee", Workflow.DefaultVersion, maxSupported: 2) switch
            {
                Workflow.DefaultVersion => 0m,
                1 => await Workflow.ExecuteActivityAsync((IShop shop) => shop.FlatFeeAsync()),
                _ => await Workflow.ExecuteActivityAsync((IShop shop) => shop.TieredFeeAsync()),
            };
            return fee;
        }
    }

    [Workflow]
    public class QuietWorkflow
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            using var evening = new CancellationTokenSource(TimeSpan.FromHours(8), Workflow.TimeProvider);
            await Task.Delay(TimeSpan.FromMinutes(30), Workflow.TimeProvider, evening.Token);
        }
    }

    [Workflow]
    public class PageWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync(Uri address)
        {
            var page = await Workflow.RunStepAsync("fetch", async step =>
            {
                var http = step.Services.GetRequiredService<HttpClient>();
                return await http.GetStringAsync(address, step.CancellationToken);
            });
            return page;
        }
    }

    public sealed record CartState(IReadOnlyList<string> Items, bool IsOrdered);

    [Workflow]
    public class CartWorkflow
    {
        private CartState state;

        [WorkflowInit]
        public CartWorkflow(CartState initial) => state = initial;

        [WorkflowRun]
        public async Task<CartState> RunAsync(CartState initial)
        {
            await Workflow.WaitConditionOrContinueAsNewAsync(
                () => state.IsOrdered, (CartWorkflow cart) => cart.RunAsync(state));
            return state;
        }

        [WorkflowUpdate(Exclusive = true)]
        public async Task<int> AddAsync(string item)
        {
            await Workflow.ExecuteActivityAsync((IShop shop) => shop.ReserveAsync(item));
            state = state with { Items = [.. state.Items, item] };
            return state.Items.Count;
        }
    }

    [Workflow]
    public class InboxWorkflow
    {
        [WorkflowSignal]
        public SignalChannel<string> Letters { get; } = new();

        [WorkflowRun]
        public async Task RunAsync(int read)
        {
            while (true)
            {
                await Workflow.ContinueAsNewIfSuggestedAsync((InboxWorkflow inbox) => inbox.RunAsync(read));
                var letter = await Letters.ReceiveAsync();
                await Workflow.ExecuteActivityAsync((IShop shop) => shop.TellAsync("clerk", letter));
                read++;
            }
        }
    }

    [Workflow]
    public class DeliveryWorkflow
    {
        [WorkflowRun]
        public async Task RunAsync(string customer)
        {
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromDays(3));
            }
            catch (OperationCanceledException)
            {
                await Workflow.RunDetachedAsync(() => Workflow.ExecuteActivityAsync(
                    (IShop shop) => shop.TellAsync(customer, $"No delivery: {Workflow.CancellationReason}")));
            }
        }
    }
}
