using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Google.Protobuf;

namespace Cairn.Tests.Sdk.Client;

public class WorkflowResultTests
{
    private readonly FakeWorkflowService server = new();
    private readonly Dictionary<string, HistoryEvent> closed = [];
    private readonly WorkflowHandle handle;

    public WorkflowResultTests()
    {
        handle = new CairnClient(new CairnConnection(server)).GetWorkflowHandle("w", "run-1");
        server.On<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse>(r => new()
        {
            History = new() { Events = { closed[r.Execution.RunId] } },
        });
    }

    [Fact]
    public async Task The_close_event_is_awaited_and_its_result_converted()
    {
        closed["run-1"] = Completed("done");
        Assert.Equal("done", await handle.GetResultAsync<string>());
        var sent = await server.NextAsync<GetWorkflowExecutionHistoryRequest>();
        Assert.True(sent.WaitNewEvent);
        Assert.Equal(HistoryEventFilterType.CloseEvent, sent.HistoryEventFilterType);
    }

    [Fact]
    public async Task An_empty_page_with_a_token_is_asked_again()
    {
        var pages = new Queue<GetWorkflowExecutionHistoryResponse>(
        [
            new() { NextPageToken = ByteString.CopyFromUtf8("1") },
            new() { History = new(), NextPageToken = ByteString.CopyFromUtf8("2") },
            new() { History = new() { Events = { Completed("late") } } },
        ]);
        server.On<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse>(_ => pages.Dequeue());
        Assert.Equal("late", await handle.GetResultAsync<string>());
        Assert.Equal(
            ["", "1", "2"],
            server.Rest<GetWorkflowExecutionHistoryRequest>().Select(r => r.NextPageToken.ToStringUtf8()));
    }

    [Fact]
    public async Task Runs_that_took_over_are_followed()
    {
        closed["run-1"] = ContinuedAs("run-2");
        closed["run-2"] = new() { WorkflowExecutionFailedEventAttributes = new() { NewExecutionRunId = "run-3" } };
        closed["run-3"] = Completed("at last");
        Assert.Equal("at last", await handle.GetResultAsync<string>());
    }

    [Fact]
    public async Task Following_can_be_turned_off()
    {
        closed["run-1"] = ContinuedAs("run-2");
        var error = await Assert.ThrowsAsync<WorkflowContinuedAsNewException>(() => handle.GetResultAsync(false));
        Assert.Equal("run-2", error.NewRunId);
    }

    [Fact]
    public async Task A_result_of_nothing_is_the_default_of_its_type()
    {
        closed["run-1"] = new() { WorkflowExecutionCompletedEventAttributes = new() };
        await handle.GetResultAsync();
        Assert.Null(await handle.GetResultAsync<string?>());
        closed["run-1"] = Completed(null);
        Assert.Null(await handle.GetResultAsync<string?>());
    }

    [Fact]
    public async Task A_failure_is_inside_the_exception()
    {
        closed["run-1"] = new()
        {
            WorkflowExecutionFailedEventAttributes = new()
            {
                Failure = new() { Message = "declined", ApplicationFailureInfo = new() { Type = "CardDeclined" } },
            },
        };
        Assert.Equal("CardDeclined", (await EndAsync<ApplicationFailureException>()).ErrorType);
    }

    [Fact]
    public async Task Cancellation_termination_and_timeout_are_told_apart()
    {
        closed["run-1"] = new() { WorkflowExecutionCanceledEventAttributes = new() };
        Assert.Equal("Workflow canceled", (await EndAsync<CanceledFailureException>()).Message);
        closed["run-1"] = new()
        {
            WorkflowExecutionTerminatedEventAttributes = new()
            {
                Reason = "wrong order",
                Details = new() { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload(7) } },
            },
        };
        var terminated = await EndAsync<TerminatedFailureException>();
        Assert.Equal("wrong order", terminated.Message);
        Assert.Equal(7, terminated.Details!.ElementAt<int>(0));
        closed["run-1"] = new() { WorkflowExecutionTimedOutEventAttributes = new() };
        Assert.Equal(TimeoutType.StartToClose, (await EndAsync<TimeoutFailureException>()).TimeoutType);
    }

    private async Task<T> EndAsync<T>() => Assert.IsType<T>(
        (await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync())).InnerException);

    private static HistoryEvent ContinuedAs(string runId) =>
        new() { WorkflowExecutionContinuedAsNewEventAttributes = new() { NewExecutionRunId = runId } };

    private static HistoryEvent Completed(object? result) => new()
    {
        WorkflowExecutionCompletedEventAttributes = new()
        {
            Result = new() { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload(result) } },
        },
    };
}
