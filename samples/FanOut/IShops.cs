using Cairn.Activities;

namespace FanOut;

/// <summary>The shops of a chain.</summary>
[ActivityContract]
[ActivityDefaults(StartToClose = "00:00:10", InitialInterval = "00:00:00.1", MaxAttempts = 3)]
public interface IShops
{
    /// <summary>Counts the pieces of one shop.</summary>
    [Activity]
    Task<int> CountAsync(int region, int shop);
}
