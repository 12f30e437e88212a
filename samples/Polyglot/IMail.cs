using Cairn.Activities;

namespace Polyglot;

/// <summary>Sends mail, in C#.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:30")]
public interface IMail
{
    /// <summary>Sends a text to a customer.</summary>
    [Activity]
    Task SendAsync(string customer, string text);
}
