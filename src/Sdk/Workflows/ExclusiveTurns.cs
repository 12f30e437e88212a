namespace Cairn.Workflows;

/// <summary>
/// Lets the exclusive handlers of one workflow run one after the other, in the order of their arrival; none overtakes
/// another.
/// </summary>
internal sealed class ExclusiveTurns
{
    private readonly LinkedList<ExclusiveTurns> queue = [];

    /// <summary>Runs a handler when all exclusive handlers that arrived before it have ended.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> handler)
    {
        var place = queue.AddLast(this);
        try
        {
            if (queue.First != place)
            {
                // A cancelled workflow keeps the order too: the handler itself sees the cancellation.
                await Workflow.WaitConditionAsync(
                    () => queue.First == place, CancellationToken.None, callerFile: null);
            }

            return await handler();
        }
        finally
        {
            queue.Remove(place);
        }
    }
}
