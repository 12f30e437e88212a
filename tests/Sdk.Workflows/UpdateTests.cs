using Cairn.Api.Protocol.V1;
using Cairn.Api.Update.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>Updates: messages in, messages and commands that mark their places out.</summary>
public class UpdateTests
{
    [Fact]
    public async Task An_update_is_accepted_before_the_commands_of_its_handler_and_answered_after()
    {
        var completed = await AnswerAsync(Request("Add", 2));
        Assert.Equal(["u/request/accept", "u/request/complete"], completed.Messages.Select(m => m.Id));
        Assert.Equal(
            ["message u/request/accept", "activity A", "message u/request/complete"],
            completed.Commands.Select(CommandText.Of));
        var acceptance = completed.Messages[0].Body.Unpack<Acceptance>();
        Assert.Equal(("u/request", 2), (
            acceptance.AcceptedRequestMessageId, acceptance.AcceptedRequestSequencingEventId));
        var outcome = completed.Messages[1].Body.Unpack<Response>().Outcome;
        Assert.Equal("2", outcome.Success.Payloads_[0].Data.ToStringUtf8());
    }

    [Theory]
    [InlineData("Add", -1, "must not be negative")]
    [InlineData(
        "Unknown",
        1,
        "Update handler for Unknown expected but not found, known updates: [Add Fail Peek Spy Step]")]
    public async Task A_refused_update_leaves_a_message_and_no_command(string name, int number, string message)
    {
        var completed = await AnswerAsync(Request(name, number));
        Assert.Empty(completed.Commands);
        var rejection = Assert.Single(completed.Messages).Body.Unpack<Rejection>();
        Assert.Equal(message, rejection.Failure.Message);
        Assert.Equal("u/request/reject", completed.Messages[0].Id);
    }

    [Theory]
    [InlineData("Peek")]
    [InlineData("Spy")]
    [InlineData("Step")]
    public async Task A_validator_that_makes_commands_refuses_its_update_even_if_it_catches_the_error(string name)
    {
        var completed = await AnswerAsync(Request(name, 1));
        Assert.Empty(completed.Commands);
        var rejection = Assert.Single(completed.Messages).Body.Unpack<Rejection>();
        Assert.Equal(
            $"The validator of update {name} must not change the workflow: it can only look",
            rejection.Failure.Message);
    }

    [Fact]
    public async Task An_update_that_fails_once_it_was_accepted_is_answered_with_its_failure()
    {
        var completed = await AnswerAsync(Request("Fail", 1));
        Assert.Equal("too bad", completed.Messages[1].Body.Unpack<Response>().Outcome.Failure.Message);
    }

    private static async Task<RespondWorkflowTaskCompletedRequest> AnswerAsync(Message request)
    {
        var server = new FakeServer(nameof(Counter));
        var task = server.StartTask().ToTask(sticky: false);
        task.Messages.Add(request);
        var answer = await Handlers.Of<Counter>().HandleAsync(task, TestContext.Current.CancellationToken);
        return Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request;
    }

    private static Message Request(string name, int number) => new()
    {
        Id = "u/request",
        ProtocolInstanceId = "u",
        EventId = 2,
        Body = Any.Pack(new Request
        {
            Meta = new() { UpdateId = "u" },
            Input = new()
            {
                Name = name,
                Args = new() { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload(number) } },
            },
        }),
    };

    [Workflow]
    public class Counter
    {
        private int total;

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => total > 100);

        [WorkflowUpdate]
        public Task<int> AddAsync(int number)
        {
            total += number;
            _ = Workflow.ExecuteActivityAsync("A", [], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) });
            return Task.FromResult(total);
        }

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void CheckAdd(int number)
        {
            if (number < 0)
            {
                throw new ApplicationFailureException("must not be negative");
            }
        }

        [WorkflowUpdate]
        public Task FailAsync(int number) => throw new ApplicationFailureException("too bad");

        [WorkflowUpdate]
        public Task PeekAsync(int number) => Task.CompletedTask;

        [WorkflowUpdateValidator(nameof(PeekAsync))]
        public void CheckPeek(int number) => _ = Workflow.DelayAsync(1);

        [WorkflowUpdate]
        public Task StepAsync(int number) => Task.CompletedTask;

        [WorkflowUpdateValidator(nameof(StepAsync))]
        public void CheckStep(int number) => _ = Workflow.RunStepAsync("step", _ => Task.FromResult(number));

        [WorkflowUpdate]
        public Task SpyAsync(int number) => Task.CompletedTask;

        [WorkflowUpdateValidator(nameof(SpyAsync))]
        public void CheckSpy(int number)
        {
            try
            {
                _ = Workflow.DelayAsync(1);
            }
            catch (InvalidWorkflowOperationException)
            {
                number++;
            }
        }
    }
}
