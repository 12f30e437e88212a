namespace HumanApproval;

/// <summary>Money that somebody wants to have back.</summary>
/// <param name="Id">Names the expense; its workflow has the same id.</param>
/// <param name="What">What it was for.</param>
/// <param name="Amount">How much.</param>
/// <param name="Approvers">Who may approve it; each is asked if the one before does not answer in time.</param>
public sealed record Expense(string Id, string What, decimal Amount, IReadOnlyList<Approver> Approvers);
