using Cairn.Workflows;

namespace BankAccount;

/// <summary>A transfer between two accounts, which are workflows too: it happens as a whole or not at all.</summary>
[Workflow]
public class TransferWorkflow
{
    private readonly IAccounts accounts = Workflow.Activities<IAccounts>();

    [WorkflowRun]
    public Task RunAsync(Transfer transfer) => Saga.RunAsync(async saga =>
    {
        // The ids come from the transfer, so that an account knows each booking again.
        await accounts.WithdrawAsync(transfer.From, new($"{transfer.Id}/out", transfer.Amount));
        saga.AddCompensation(
            () => accounts.DepositAsync(transfer.From, new($"{transfer.Id}/back", transfer.Amount)));
        await accounts.DepositAsync(transfer.To, new($"{transfer.Id}/in", transfer.Amount));
    });
}
