namespace Cairn.Workflows;

/// <summary>A child of a known class and result that has started.</summary>
/// <typeparam name="TWorkflow">The child's class.</typeparam>
/// <typeparam name="TResult">The child's result.</typeparam>
public abstract class ChildWorkflowHandle<TWorkflow, TResult> : ChildWorkflowHandle<TWorkflow>
{
    /// <summary>Creates a handle: an interceptor can return one of its own.</summary>
    protected ChildWorkflowHandle()
    {
    }

    /// <summary>Waits for the child's result.</summary>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    public new Task<TResult> GetResultAsync() => GetResultAsync<TResult>();
}
