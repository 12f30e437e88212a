using Cairn.Activities;

namespace Versioning;

/// <summary>What subscriptions need. Activities are kept for as long as a run may call them.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:30")]
public interface IBilling
{
    /// <summary>Says hello.</summary>
    [Activity]
    Task WelcomeAsync(string customer);

    /// <summary>The fee that is the same for all customers.</summary>
    [Activity]
    Task<decimal> FlatFeeAsync();

    /// <summary>The fee for what the customer has used.</summary>
    [Activity]
    Task<decimal> TieredFeeAsync(string customer);

    /// <summary>Takes the fee.</summary>
    [Activity]
    Task ChargeAsync(string customer, decimal fee);
}
