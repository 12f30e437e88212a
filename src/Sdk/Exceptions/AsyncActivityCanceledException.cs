using Cairn.Activities;

namespace Cairn.Exceptions;

/// <summary>A heartbeat from outside a worker was answered with the request to stop.</summary>
/// <param name="details">Why.</param>
public class AsyncActivityCanceledException(ActivityCancellationDetails details) : CairnException("Activity cancelled")
{
    /// <summary>Why the activity should stop.</summary>
    public ActivityCancellationDetails Details => details;
}
