using Cairn.Activities;
using Cairn.Exceptions;

namespace Cairn.Tests.Faults.Shop;

/// <summary>What is done in the world: every attempt leaves a line in the ledger, before it ends.</summary>
/// <param name="ledger">The ledger.</param>
public sealed class ShopActivities(LineFile ledger)
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(10);

    [Activity]
    public Task PriceAsync(int number) => DoAsync();

    [Activity]
    public Task ConfirmAsync(int number) => DoAsync();

    [Activity]
    public Task ReserveAsync(int number) => DoAsync();

    [Activity]
    public Task ReleaseAsync(int number) => DoAsync();

    [Activity]
    public async Task ChargeAsync(int number)
    {
        await DoAsync();
        if (number % 3 == 0 && ActivityExecutionContext.Current.Info.Attempt == 1)
        {
            throw new ApplicationFailureException("the bank is busy");
        }

        FailIf(Fate.Declined, number);
    }

    [Activity]
    public Task RefundAsync(int number) => DoAsync();

    [Activity]
    public Task PackAsync(int number) => DoAsync();

    [Activity]
    public Task UnpackAsync(int number) => DoAsync();

    [Activity]
    public async Task ShipAsync(int number)
    {
        await DoAsync();
        FailIf(Fate.Undeliverable, number);
    }

    [Activity]
    public Task CallBackAsync(int number) => DoAsync();

    internal static Fate FateOf(int number) => (number % 4) switch
    {
        0 => Fate.Declined,
        1 => Fate.Undeliverable,
        _ => Fate.Shipped,
    };

    internal static string OutcomeOf(Fate fate) => fate.ToString().ToLowerInvariant();

    private static void FailIf(Fate fate, int number)
    {
        if (FateOf(number) == fate)
        {
            throw new ApplicationFailureException(OutcomeOf(fate), nonRetryable: true);
        }
    }

    private async Task DoAsync()
    {
        var info = ActivityExecutionContext.Current.Info;
        await Task.Delay(Work);
        ledger.Append($"{info.WorkflowId}/{info.ActivityType}/{info.Attempt}");
        await Task.Delay(Work);
    }
}
