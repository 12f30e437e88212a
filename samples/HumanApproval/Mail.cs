using Cairn.Activities;

namespace HumanApproval;

/// <summary>Writes mail to the console.</summary>
/// <param name="address">The address of this program's web server.</param>
public sealed class Mail(string address) : IMail
{
    [Activity]
    public async Task AskAsync(string approver, Expense expense) => Console.WriteLine(
        $"to {approver}: {expense.What} for {expense.Amount:0.00}? POST {address}/expenses/{expense.Id}/decision");

    [Activity]
    public async Task EndAsync(string approver, Expense expense) =>
        Console.WriteLine($"to {approver}: the time for {expense.What} is over");
}
