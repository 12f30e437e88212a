using Cairn.Api.Failure.V1;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Exceptions;

public class CanceledTests
{
    [Fact]
    public void All_forms_of_a_cancellation_are_recognised()
    {
        var canceled = new CanceledFailureException("stop");
        Assert.True(CairnException.IsCanceledException(new OperationCanceledException()));
        Assert.True(CairnException.IsCanceledException(new TaskCanceledException()));
        Assert.True(CairnException.IsCanceledException(canceled));
        Assert.True(CairnException.IsCanceledException(
            new ActivityFailureException(new Failure { ActivityFailureInfo = new() }, canceled)));
        Assert.True(CairnException.IsCanceledException(
            new ChildWorkflowFailureException(new Failure { ChildWorkflowExecutionFailureInfo = new() }, canceled)));
    }

    [Fact]
    public void Other_failures_are_not_cancellations()
    {
        Assert.False(CairnException.IsCanceledException(
            new InvalidOperationException("x", new TaskCanceledException())));
        Assert.False(CairnException.IsCanceledException(new ActivityFailureException(
            new Failure { ActivityFailureInfo = new() }, new ApplicationFailureException("declined"))));
    }
}
