using Cairn.Activities;

namespace TestingTour;

/// <summary>Takes money.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:30", InitialInterval = "00:01:00")]
public interface IPayments
{
    /// <summary>Takes the fee of a month, once; answers with the number of the receipt.</summary>
    [Activity]
    [ActivityDefaults(NonRetryable = ["CardDeclined"])]
    Task<string> ChargeAsync(string customer, int month, decimal fee);
}
