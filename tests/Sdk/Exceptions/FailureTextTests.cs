using Cairn.Api.Failure.V1;
using Cairn.Converters;

namespace Cairn.Tests.Sdk.Exceptions;

public sealed class FailureTextTests
{
    [Fact]
    public void The_text_of_a_failure_names_what_failed_and_the_type_of_its_cause()
    {
        var cause = new Failure { Message = "bank is down", ApplicationFailureInfo = new() { Type = "HttpError" } };
        var activity = new Failure
        {
            Message = "Activity task failed",
            Cause = cause,
            ActivityFailureInfo = new() { ActivityType = new() { Name = "Charge" }, ActivityId = "3" },
        };
        var child = new Failure
        {
            Message = "Child Workflow execution failed",
            Cause = activity,
            ChildWorkflowExecutionFailureInfo = new()
            {
                WorkflowType = new() { Name = "Payment" },
                WorkflowExecution = new() { WorkflowId = "pay-1" },
            },
        };

        var converter = DataConverter.Default;
        var text = converter.FailureConverter.ToException(child, converter.PayloadConverter).ToString();

        Assert.StartsWith(
            "Cairn.Exceptions.ChildWorkflowFailureException (workflow Payment, id pay-1): Child Workflow execution "
            + "failed",
            text,
            StringComparison.Ordinal);
        Assert.Contains(
            "---> Cairn.Exceptions.ActivityFailureException (activity Charge, id 3): Activity task failed",
            text,
            StringComparison.Ordinal);
        Assert.Contains(
            "---> Cairn.Exceptions.ApplicationFailureException (HttpError): bank is down",
            text,
            StringComparison.Ordinal);
    }
}
