using Cairn.Activities;

namespace Campaign;

/// <summary>Sends mail, and knows who gets it.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:01:00")]
public interface IMail
{
    /// <summary>Sends a mail to a customer.</summary>
    [Activity]
    Task SendAsync(string customer, string mail);

    /// <summary>The customers who want the newsletter.</summary>
    [Activity]
    Task<IReadOnlyList<string>> SubscribersAsync();

    /// <summary>Takes a customer off the list, and says goodbye.</summary>
    [Activity]
    Task UnsubscribeAsync(string customer);
}
