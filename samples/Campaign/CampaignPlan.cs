namespace Campaign;

/// <summary>What a new customer gets, and when.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Steps">The mails, in order.</param>
public sealed record CampaignPlan(string Customer, IReadOnlyList<CampaignStep> Steps);
