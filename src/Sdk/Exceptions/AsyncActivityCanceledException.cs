using Cairn.Activities;

namespace Cairn.Exceptions;

/// <summary>The answer to a heartbeat from outside a worker says that the activity should stop.</summary>
/// <param name="details">The reasons.</param>
public class AsyncActivityCanceledException(ActivityCancellationDetails details) : CairnException("Activity cancelled")
{
    /// <summary>Why the activity should stop.</summary>
    public ActivityCancellationDetails Details => details;
}
