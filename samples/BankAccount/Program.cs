using BankAccount;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Embedded;
using Cairn.Exceptions;
using Samples;
using Samples.Timelines;

const string TaskQueue = "bank";
string[] owners = ["ada", "bo", "cy"];
using var data = SampleArguments.Read(args).OpenData();
await using var engine = await CairnEngine.StartAsync(new() { DatabasePath = data.Database });
await using var worker = engine.StartWorker(TaskQueue, options => options
    .AddWorkflow<AccountWorkflow>()
    .AddWorkflow<TransferWorkflow>()
    .AddAllActivities(new Accounts(engine.Client)));

foreach (var owner in owners)
{
    // An account that is open already stays as it is, and takes its opening deposit once.
    var account = await engine.Client.StartWorkflowAsync(
        AccountWorkflowCalls.Run(Account.Of(owner)),
        new(Account.IdOf(owner), TaskQueue) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
    await account.ExecuteUpdateAsync(AccountWorkflowCalls.Deposit(new("opening", 100)));
    await account.ExecuteUpdateAsync(AccountWorkflowCalls.Deposit(new("opening", 100)));
}

Console.WriteLine($"opened: {await BalancesAsync()}");

// All at the same time, in every direction: the sum stays.
await Task.WhenAll(Enumerable.Range(0, 12).Select(
    i => PayAsync(new($"transfer-{i}", owners[i % 3], owners[(i + 1) % 3], 5 + i))));
Console.WriteLine($"paid: {await BalancesAsync()}");

await PayAsync(new("transfer-1", "bo", "cy", 6));
await PayAsync(new("transfer-rich", "ada", "bo", 1000));
await PayAsync(new("transfer-lost", "ada", "nobody", 50));
Console.WriteLine($"in the end: {await BalancesAsync()}");

await Timeline.ShowAsync(engine.Client.GetWorkflowHandle(Account.IdOf("ada")));
await Timeline.ShowAsync(engine.Client.GetWorkflowHandle("transfer-lost"));

async Task PayAsync(Transfer transfer)
{
    try
    {
        await engine.Client.ExecuteWorkflowAsync(
            TransferWorkflowCalls.Run(transfer),
            new(transfer.Id, TaskQueue) { IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate });
    }
    catch (WorkflowAlreadyStartedException)
    {
        Console.WriteLine($"{transfer.Id}: was made before");
    }
    catch (WorkflowFailedException failed)
    {
        Console.WriteLine($"{transfer.Id}: refused, {failed.GetBaseException().Message}");
    }
}

async Task<string> BalancesAsync()
{
    var accounts = await Task.WhenAll(owners.Select(
        owner => engine.Client.GetWorkflowHandle<AccountWorkflow>(Account.IdOf(owner))
            .QueryAsync(AccountWorkflowCalls.State)));
    return $"{string.Join(", ", accounts.Select(account => $"{account.Owner} {account.Balance:0.00}"))}"
        + $", together {accounts.Sum(account => account.Balance):0.00}";
}
