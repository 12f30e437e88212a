using System.Threading.Channels;
using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Converters;
using Cairn.Worker;
using Cairn.Workflows;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Sdk.Worker;

public class WorkflowRoundTripTests
{
    [Fact]
    public async Task A_worker_runs_workflow_code_for_a_task_and_sends_its_commands()
    {
        var server = new FakeWorkflowService();
        var tasks = Channel.CreateUnbounded<PollWorkflowTaskQueueResponse>();
        server.On<PollWorkflowTaskQueueRequest, PollWorkflowTaskQueueResponse>(
            async (_, context) => await tasks.Reader.ReadAsync(context.CancellationToken));
        var client = new CairnClient(new CairnConnection(server));
        var options = new CairnWorkerOptions("q").AddWorkflow<Doubling>().AddActivity(Double);
        using var worker = new CairnWorker(client, options);
        await worker.ExecuteAsync(
            async () =>
            {
                tasks.Writer.TryWrite(FirstTask());
                var sent = await server.NextAsync<RespondWorkflowTaskCompletedRequest>();
                var schedule = Assert.Single(sent.Commands).ScheduleActivityTaskCommandAttributes;
                Assert.Equal("Double", schedule.ActivityType.Name);
                Assert.Equal("21", schedule.Input.Payloads_[0].Data.ToStringUtf8());
                Assert.True(schedule.RequestEagerExecution);
            },
            TestContext.Current.CancellationToken);
        Assert.NotEmpty((await server.NextAsync<ShutdownWorkerRequest>()).StickyTaskQueue);
    }

    [Activity]
    private static int Double(int number) => number * 2;

    private static PollWorkflowTaskQueueResponse FirstTask()
    {
        var now = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch);
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8("t"),
            Attempt = 1,
            StartedEventId = 3,
            WorkflowExecution = new() { WorkflowId = "w", RunId = "7c1f5a52-6b3c-4f0e-9a53-0d6c0e6f1b2a" },
            WorkflowType = new() { Name = "Doubling" },
            History = new()
            {
                Events =
                {
                    new HistoryEvent
                    {
                        EventId = 1,
                        EventTime = now,
                        EventType = EventType.WorkflowExecutionStarted,
                        WorkflowExecutionStartedEventAttributes = new()
                        {
                            WorkflowType = new() { Name = "Doubling" },
                            TaskQueue = new() { Name = "q" },
                            OriginalExecutionRunId = "7c1f5a52-6b3c-4f0e-9a53-0d6c0e6f1b2a",
                            Input = new() { Payloads_ = { DataConverter.Default.PayloadConverter.ToPayload(21) } },
                        },
                    },
                    new HistoryEvent
                    {
                        EventId = 2,
                        EventTime = now,
                        EventType = EventType.WorkflowTaskScheduled,
                        WorkflowTaskScheduledEventAttributes = new() { TaskQueue = new() { Name = "q" } },
                    },
                    new HistoryEvent
                    {
                        EventId = 3,
                        EventTime = now,
                        EventType = EventType.WorkflowTaskStarted,
                        WorkflowTaskStartedEventAttributes = new() { ScheduledEventId = 2 },
                    },
                },
            },
        };
    }

    [Workflow]
    public class Doubling
    {
        private readonly ActivityOptions options = new() { StartToCloseTimeout = TimeSpan.FromSeconds(10) };

        [WorkflowRun]
        public Task<int> RunAsync(int number) => Workflow.ExecuteActivityAsync(() => Double(number), options);
    }
}
