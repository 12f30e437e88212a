namespace Campaign;

/// <summary>A mail of a campaign.</summary>
/// <param name="Pause">How long after the mail before it.</param>
/// <param name="Mail">The mail.</param>
public sealed record CampaignStep(TimeSpan Pause, string Mail);
