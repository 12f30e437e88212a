namespace HumanApproval;

/// <summary>What an approver decided.</summary>
/// <param name="By">The approver.</param>
/// <param name="IsApproved">Whether the expense is paid.</param>
/// <param name="Comment">What the approver says about it.</param>
public sealed record Decision(string By, bool IsApproved, string? Comment = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsApproved ? "approved" : "rejected")} by {By}{(Comment is null ? "" : $": {Comment}")}";
}
