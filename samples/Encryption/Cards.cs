using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Exceptions;

namespace Encryption;

/// <summary>A card company that says too much: its errors have the number of the card.</summary>
public sealed class Cards : ICards
{
    [Activity]
    public async Task<string> ChargeAsync(Payment payment) => payment.Card.EndsWith('1')
        ? $"receipt-{payment.OrderId}"
        : throw new ApplicationFailureException(
            $"Card {payment.Card} is declined",
            errorType: "CardDeclined",
            nonRetryable: true,
            category: ApplicationErrorCategory.Benign);
}
