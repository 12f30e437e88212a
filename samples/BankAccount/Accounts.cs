using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace BankAccount;

/// <summary>Workflows cannot update each other: an activity does it by a client.</summary>
/// <param name="client">The client.</param>
public sealed class Accounts(ICairnClient client) : IAccounts
{
    [Activity]
    public Task DepositAsync(string owner, Booking booking) =>
        UpdateAsync(owner, AccountWorkflowCalls.Deposit(booking));

    [Activity]
    public Task WithdrawAsync(string owner, Booking booking) =>
        UpdateAsync(owner, AccountWorkflowCalls.Withdraw(booking));

    private async Task UpdateAsync(string owner, UpdateCall<AccountWorkflow, decimal> update)
    {
        try
        {
            await client.GetWorkflowHandle<AccountWorkflow>(Account.IdOf(owner)).ExecuteUpdateAsync(update);
        }
        catch (WorkflowUpdateFailedException e) when (e.InnerException is ApplicationFailureException refused)
        {
            throw Final(refused.Message, refused.ErrorType);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            throw Final($"{owner} has no account", "NoAccount");
        }
    }

    // Benign: a refusal is nothing to warn of.
    private static ApplicationFailureException Final(string message, string? errorType) =>
        new(message, errorType, nonRetryable: true, category: ApplicationErrorCategory.Benign);
}
