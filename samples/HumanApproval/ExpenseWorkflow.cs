using Cairn.Workflows;

namespace HumanApproval;

/// <summary>Asks one approver after the other, each for a while, until one of them decides.</summary>
[Workflow]
public class ExpenseWorkflow
{
    private readonly IMail mail = Workflow.Activities<IMail>();

    /// <summary>Decisions that come by the webhook. They wait here, so none comes too early.</summary>
    [WorkflowSignal]
    public SignalChannel<Decision> Decisions { get; } = new();

    /// <summary>Who is asked now; null if it is decided.</summary>
    [WorkflowQuery]
    public string? WaitingFor { get; private set; }

    [WorkflowRun]
    public async Task<Decision> RunAsync(Expense expense)
    {
        foreach (var approver in expense.Approvers)
        {
            WaitingFor = approver.Name;
            await mail.AskAsync(approver.Name, expense);
            var (isDecided, decision) = await Decisions.ReceiveAsync(approver.Patience);
            if (isDecided)
            {
                WaitingFor = null;
                return decision!;
            }

            await mail.EndAsync(approver.Name, expense);
        }

        WaitingFor = null;
        return new("the rules", IsApproved: false, "No approver answered in time");
    }
}
