using Cairn.Activities;

namespace Encryption;

/// <summary>The service of the card company.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10")]
public interface ICards
{
    /// <summary>Takes the money; answers with the number of the receipt.</summary>
    [Activity]
    Task<string> ChargeAsync(Payment payment);
}
