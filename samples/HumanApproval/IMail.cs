using Cairn.Activities;

namespace HumanApproval;

/// <summary>Sends mail.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:30")]
public interface IMail
{
    /// <summary>Asks an approver to decide.</summary>
    [Activity]
    Task AskAsync(string approver, Expense expense);

    /// <summary>Says to an approver that no answer is awaited any more.</summary>
    [Activity]
    Task EndAsync(string approver, Expense expense);
}
