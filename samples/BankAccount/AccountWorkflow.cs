using Cairn.Exceptions;
using Cairn.Workflows;

namespace BankAccount;

/// <summary>One account for its whole life: an entity that never waits for anything but its callers.</summary>
[Workflow]
public class AccountWorkflow
{
    // So few that the sample shows it. ContinueAsNewSuggested alone is enough: the server says it after some thousands.
    private const int BookingsPerRun = 8;

    private Account account;
    private int bookings;
    private bool isClosed;

    [WorkflowInit]
    public AccountWorkflow(Account opened) => account = opened;

    [WorkflowRun]
    public async Task<Account> RunAsync(Account opened)
    {
        await Workflow.WaitConditionAsync(
            () => isClosed || bookings >= BookingsPerRun || Workflow.ContinueAsNewSuggested);
        // No handler may be cut off in its middle.
        await Workflow.WaitConditionAsync(() => Workflow.AllHandlersFinished);
        return isClosed ? account : throw Workflow.CreateContinueAsNewException(AccountWorkflowCalls.Run(account));
    }

    [WorkflowQuery]
    public Account State => account;

    [WorkflowSignal]
    public async Task CloseAsync() => isClosed = true;

    [WorkflowUpdateValidator(nameof(DepositAsync))]
    public void ValidateDeposit(Booking booking) => RequireAmount(booking);

    [WorkflowUpdate]
    public async Task<decimal> DepositAsync(Booking booking) => Book(booking.Id, booking.Amount);

    [WorkflowUpdateValidator(nameof(WithdrawAsync))]
    public void ValidateWithdraw(Booking booking) => RequireAmount(booking);

    [WorkflowUpdate]
    public async Task<decimal> WithdrawAsync(Booking booking)
    {
        // Not in the validator: a withdrawal that was made before has its result, whatever the balance is by now.
        if (!account.LastBookings.Contains(booking.Id) && account.Balance < booking.Amount)
        {
            throw new ApplicationFailureException(
                $"{account.Owner} has {account.Balance:0.00}, not {booking.Amount:0.00}", errorType: "NotEnoughMoney");
        }

        return Book(booking.Id, -booking.Amount);
    }

    private static void RequireAmount(Booking booking)
    {
        if (booking.Amount <= 0)
        {
            throw new ApplicationFailureException("An amount must be more than 0", errorType: "WrongAmount");
        }
    }

    private decimal Book(string id, decimal change)
    {
        account = account.After(id, change);
        bookings++;
        return account.Balance;
    }
}
