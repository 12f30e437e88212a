using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Converters;

public class FailureConverterTests
{
    private static readonly DataConverter Data = DataConverter.Default;

    [Fact]
    public void A_plain_exception_becomes_an_application_failure_of_its_short_name()
    {
        var failure = ToFailure(Thrown(new InvalidOperationException("broken", new ArgumentException("because"))));
        Assert.Equal("broken", failure.Message);
        Assert.Equal(DefaultFailureConverter.Source, failure.Source);
        Assert.Contains(nameof(Thrown), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException", failure.ApplicationFailureInfo.Type);
        Assert.False(failure.ApplicationFailureInfo.NonRetryable);
        Assert.Equal("ArgumentException", failure.Cause.ApplicationFailureInfo.Type);
        Assert.Equal("because", failure.Cause.Message);
    }

    [Fact]
    public void An_application_failure_comes_back_with_all_that_it_had()
    {
        var there = new ApplicationFailureException(
            "declined",
            new InvalidOperationException("inner"),
            "CardDeclined",
            nonRetryable: true,
            details: ["visa", 42],
            nextRetryDelay: TimeSpan.FromSeconds(5),
            category: ApplicationErrorCategory.Benign);
        var back = Assert.IsType<ApplicationFailureException>(RoundTrip(there));
        Assert.Equal("declined", back.Message);
        Assert.Equal("CardDeclined", back.ErrorType);
        Assert.True(back.NonRetryable);
        Assert.Equal(2, back.Details.Count);
        Assert.Equal("visa", back.Details.ElementAt<string>(0));
        Assert.Equal(42, back.Details.ElementAt<int>(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => back.Details.ElementAt<int>(2));
        Assert.Equal(TimeSpan.FromSeconds(5), back.NextRetryDelay);
        Assert.Equal(ApplicationErrorCategory.Benign, back.Category);
        Assert.Equal("inner", back.InnerException!.Message);
    }

    [Fact]
    public void A_cancellation_keeps_its_details()
    {
        var back = Assert.IsType<CanceledFailureException>(
            RoundTrip(new CanceledFailureException("stopped", details: ["at 3"])));
        Assert.Equal("at 3", back.Details.ElementAt<string>(0));
    }

    [Fact]
    public void Every_kind_of_failure_becomes_the_exception_of_that_name()
    {
        var details = new Payloads { Payloads_ = { Data.PayloadConverter.ToPayload("cursor") } };
        var timeout = Assert.IsType<TimeoutFailureException>(ToException(new()
        {
            TimeoutFailureInfo = new() { TimeoutType = TimeoutType.Heartbeat, LastHeartbeatDetails = details },
        }));
        Assert.Equal(TimeoutType.Heartbeat, timeout.TimeoutType);
        Assert.Equal("cursor", timeout.LastHeartbeatDetails.ElementAt<string>(0));
        Assert.IsType<TerminatedFailureException>(ToException(new() { TerminatedFailureInfo = new() }));
        Assert.True(Assert.IsType<ServerFailureException>(
            ToException(new() { ServerFailureInfo = new() { NonRetryable = true } })).NonRetryable);
        var reset = Assert.IsType<ApplicationFailureException>(
            ToException(new() { ResetWorkflowFailureInfo = new() { LastHeartbeatDetails = details } }));
        Assert.Equal("ResetWorkflow", reset.ErrorType);
        Assert.Equal("cursor", reset.Details.ElementAt<string>(0));
        Assert.IsType<FailureException>(ToException(new() { Message = "of a kind to come" }));
    }

    [Fact]
    public void An_activity_failure_tells_which_activity_and_why()
    {
        var activity = Assert.IsType<ActivityFailureException>(ToException(new()
        {
            Message = "Activity task failed",
            Cause = new() { Message = "declined", ApplicationFailureInfo = new() { Type = "CardDeclined" } },
            ActivityFailureInfo = new()
            {
                ActivityId = "7",
                ActivityType = new() { Name = "Charge" },
                RetryState = RetryState.NonRetryableFailure,
            },
        }));
        Assert.Equal(("7", "Charge"), (activity.ActivityId, activity.ActivityType));
        Assert.Null(activity.Identity);
        Assert.Equal(RetryState.NonRetryableFailure, activity.RetryState);
        Assert.Equal("CardDeclined", Assert.IsType<ApplicationFailureException>(activity.InnerException).ErrorType);
    }

    [Fact]
    public void A_child_failure_tells_which_workflow()
    {
        var child = Assert.IsType<ChildWorkflowFailureException>(ToException(new()
        {
            ChildWorkflowExecutionFailureInfo = new()
            {
                Namespace = "default",
                WorkflowExecution = new() { WorkflowId = "w", RunId = "r" },
                WorkflowType = new() { Name = "Order" },
            },
        }));
        Assert.Equal(
            ("default", "w", "r", "Order"), (child.Namespace, child.WorkflowId, child.RunId, child.WorkflowType));
    }

    [Fact]
    public void What_came_over_the_wire_goes_on_as_it_came()
    {
        var failure = new Failure
        {
            Message = "there",
            Source = "GoSDK",
            StackTrace = "main.go:1",
            TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose },
        };
        Assert.Equal(failure, ToFailure(ToException(failure)));
    }

    [Fact]
    public void The_stack_trace_of_the_other_side_comes_before_that_of_this_side()
    {
        var exception = Thrown(ToException(new() { StackTrace = "main.go:1", ApplicationFailureInfo = new() }));
        Assert.StartsWith("main.go:1", exception.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_and_stack_trace_can_be_hidden_in_a_payload()
    {
        var converter = new DefaultFailureConverter.WithEncodedCommonAttributes();
        var failure = converter.ToFailure(Thrown(new InvalidOperationException("secret")), Data.PayloadConverter);
        Assert.Equal("Encoded failure", failure.Message);
        Assert.Empty(failure.StackTrace);
        Assert.Contains(
            "\"message\":\"secret\"", failure.EncodedAttributes.Data.ToStringUtf8(), StringComparison.Ordinal);
        var back = ToException(failure);
        Assert.Equal("secret", back.Message);
        Assert.Contains(nameof(Thrown), back.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_message_that_cannot_be_read_does_not_hide_the_failure()
    {
        var back = ToException(new()
        {
            Message = "Encoded failure",
            EncodedAttributes = new(),
            ApplicationFailureInfo = new() { Type = "X" },
        });
        Assert.Equal("Encoded failure", back.Message);
    }

    private static Exception RoundTrip(Exception exception) => ToException(ToFailure(exception));

    private static Failure ToFailure(Exception exception) =>
        Data.FailureConverter.ToFailure(exception, Data.PayloadConverter);

    private static Exception ToException(Failure failure) =>
        Data.FailureConverter.ToException(failure, Data.PayloadConverter);

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
