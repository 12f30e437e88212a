using Cairn.Activities;

namespace BankAccount;

/// <summary>Books money, each booking once. What an account refuses is not tried again.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10", InitialInterval = "00:00:00.1")]
public interface IAccounts
{
    /// <summary>Adds money to an account.</summary>
    [Activity]
    Task DepositAsync(string owner, Booking booking);

    /// <summary>Takes money from an account.</summary>
    [Activity]
    Task WithdrawAsync(string owner, Booking booking);
}
