using Cairn.Exceptions;
using Cairn.Workflows;

namespace ProductInventory;

/// <summary>The stock of one product: an entity with a deadline for each reservation, and one timer.</summary>
[Workflow]
public class ProductWorkflow
{
    private Product product;
    private bool isDiscontinued;

    [WorkflowInit]
    public ProductWorkflow(Product initial) => product = initial;

    [WorkflowRun]
    public async Task<Product> RunAsync(Product initial)
    {
        while (!isDiscontinued)
        {
            await Workflow.ContinueAsNewIfSuggestedAsync(() => ProductWorkflowCalls.Run(product));
            await WaitForNextExpiryAsync();
            product = product.WithoutExpired(Workflow.UtcNow);
        }

        return product;
    }

    [WorkflowQuery]
    public Product State => product;

    [WorkflowSignal]
    public async Task RestockAsync(int quantity) => product = product with { InStock = product.InStock + quantity };

    [WorkflowSignal]
    public async Task ReleaseAsync(string orderId) => product = product.Without(orderId);

    [WorkflowSignal]
    public async Task DiscontinueAsync() => isDiscontinued = true;

    // The handler does not await, so what the validator has seen still holds in it.
    [WorkflowUpdateValidator(nameof(ReserveAsync))]
    public void ValidateReserve(ReservationRequest request)
    {
        if (request.Quantity < 1)
        {
            throw new ApplicationFailureException($"The quantity must be at least 1, not {request.Quantity}");
        }

        if (product.ReservationOf(request.OrderId) is null && product.Available < request.Quantity)
        {
            throw new ApplicationFailureException(
                $"{product.Available} available, not {request.Quantity}", errorType: "OutOfStock");
        }
    }

    [WorkflowUpdate]
    public async Task<Reservation> ReserveAsync(ReservationRequest request)
    {
        if (product.ReservationOf(request.OrderId) is { } held)
        {
            return held;
        }

        // The workflow's clock, which a replay sets to the same time.
        var reservation = new Reservation(request.OrderId, request.Quantity, Workflow.UtcNow + request.HoldFor);
        product = product.With(reservation);
        return reservation;
    }

    /// <summary>Sells what is held for an order; answers with what is left in stock.</summary>
    [WorkflowUpdate]
    public async Task<int> SellAsync(string orderId)
    {
        var reservation = product.ReservationOf(orderId)
            ?? throw new ApplicationFailureException($"Nothing is held for {orderId}", errorType: "NotReserved");
        product = product.Without(orderId) with { InStock = product.InStock - reservation.Quantity };
        return product.InStock;
    }

    // One timer, for the reservation that ends first. When that becomes another one, the wait begins anew.
    private async Task WaitForNextExpiryAsync()
    {
        var next = product.NextExpiry;
        bool IsOver() => isDiscontinued || Workflow.ContinueAsNewSuggested || product.NextExpiry != next;
        if (next is null)
        {
            await Workflow.WaitConditionAsync(IsOver);
        }
        else if (next > Workflow.UtcNow)
        {
            await Workflow.WaitConditionAsync(IsOver, next.Value - Workflow.UtcNow);
        }
    }
}
