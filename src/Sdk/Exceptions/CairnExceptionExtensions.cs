namespace Cairn.Exceptions;

/// <summary>Questions about exceptions that need to know the failures of the SDK.</summary>
public static class CairnExceptionExtensions
{
    extension(CairnException)
    {
        /// <summary>
        /// True for every form that a cancellation takes: <see cref="OperationCanceledException"/>,
        /// <see cref="CanceledFailureException"/>, and an activity or a child workflow that failed because of one.
        /// </summary>
        public static bool IsCanceledException(Exception e)
        {
            ArgumentNullException.ThrowIfNull(e);
            return e switch
            {
                OperationCanceledException or CanceledFailureException => true,
                ActivityFailureException or ChildWorkflowFailureException =>
                    e.InnerException is CanceledFailureException,
                _ => false,
            };
        }
    }
}
