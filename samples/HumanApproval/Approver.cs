namespace HumanApproval;

/// <summary>Who may approve an expense.</summary>
/// <param name="Name">The name.</param>
/// <param name="Patience">How long the workflow waits for an answer before it asks the next one.</param>
public sealed record Approver(string Name, TimeSpan Patience);
