namespace Cairn.Exceptions;

/// <summary>Members of exceptions that depend on the failures of the SDK.</summary>
public static class CairnExceptionExtensions
{
    extension(CairnException)
    {
        /// <summary>
        /// True for every form of a cancellation: <see cref="OperationCanceledException"/>,
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
