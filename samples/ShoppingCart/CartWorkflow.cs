using Cairn.Exceptions;
using Cairn.Workflows;

namespace ShoppingCart;

/// <summary>
/// One cart, from the first item to the order: an entity. Its state is in a field, updates and signals change it, a
/// query reads it.
/// </summary>
[Workflow]
public class CartWorkflow
{
    private readonly IShop shop = Workflow.Activities<IShop>();
    private Cart cart;

    // Runs before all handlers, so none of them sees a cart that is not there yet.
    [WorkflowInit]
    public CartWorkflow(Cart initial) => cart = initial;

    [WorkflowRun]
    public async Task<Cart> RunAsync(Cart initial)
    {
        // A cart may live for years: when its history has grown long, the next run goes on with the state.
        await Workflow.WaitConditionOrContinueAsNewAsync(
            () => cart.OrderId is not null, () => CartWorkflowCalls.Run(cart));
        return cart;
    }

    [WorkflowQuery]
    public Cart Contents => cart;

    [WorkflowSignal]
    public async Task RemoveAsync(string sku) => cart = cart.Without(sku);

    // A validator rejects before anything is recorded; it may look at the state, and nothing else.
    [WorkflowUpdateValidator(nameof(AddAsync))]
    public void ValidateAdd(Item item)
    {
        if (item.Quantity < 1)
        {
            throw new ApplicationFailureException($"The quantity must be at least 1, not {item.Quantity}");
        }
    }

    // Exclusive: it begins when the handlers before it have ended, so it does not run in the middle of a check-out.
    [WorkflowUpdate(Exclusive = true)]
    public async Task<decimal> AddAsync(Item item)
    {
        // Validators do not wait for their turn: what can change meanwhile is checked here.
        if (cart.OrderId is not null)
        {
            throw new ApplicationFailureException($"The cart is ordered already: {cart.OrderId}");
        }

        var price = await shop.PriceAsync(item.Sku);
        cart = cart.With(new(item.Sku, item.Quantity, price));
        return cart.Total;
    }

    [WorkflowUpdateValidator(nameof(CheckOutAsync))]
    public void ValidateCheckOut()
    {
        if (cart.Lines.Count == 0)
        {
            throw new ApplicationFailureException("The cart is empty");
        }
    }

    [WorkflowUpdate(Exclusive = true)]
    public async Task<string> CheckOutAsync()
    {
        var orderId = cart.OrderId ?? await shop.PlaceOrderAsync(cart);
        cart = cart with { OrderId = orderId };
        return orderId;
    }
}
