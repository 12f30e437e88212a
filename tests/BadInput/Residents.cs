using System.Text;
using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime.Tokens;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.BadInput;

/// <summary>
/// The workflows of a world, one in each state that a refusal speaks of, each with a queue of its name.
/// </summary>
/// <param name="service">The world.</param>
internal sealed class Residents(IWorkflowService service)
{
    private const string Namespace = "default";
    private static readonly RpcContext s_patience = new(TimeSpan.FromSeconds(50));

    private readonly Dictionary<string, string> known = [];

    /// <summary>Makes them all; what cases call their runs and tokens.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SettleAsync()
    {
        await StartAsync("open");
        await StartAsync("delayed", request => request.WorkflowStartDelay = Seconds(3600));
        await StartAsync("closed");
        await service.TerminateWorkflowExecutionAsync(
            new() { Namespace = Namespace, WorkflowExecution = Of("closed") });
        await StartAsync("completed");
        await AnswerAsync("completed", new Command
        {
            CommandType = CommandType.CompleteWorkflowExecution,
            CompleteWorkflowExecutionCommandAttributes = new(),
        });
        await StartAsync("idle");
        await AnswerAsync("idle");
        await StartAsync("busy");
        AddTokens("busy", (await PollAsync("busy")).TaskToken);
        await SettleActivityAsync();
        await SettleFailingAsync();
        await StartAsync("crowded");
        await AnswerAsync("crowded");
        await service.CreateScheduleAsync(
            (CreateScheduleRequest)Rpc.Named("CreateSchedule").Read(CaseFiles.Good["CreateSchedule"]!.ToJsonString()));
        known["query without an id"] = new QueryToken { Namespace = Namespace }.ToByteString().ToBase64();
        known["unknown query"] = new QueryToken { Namespace = Namespace, QueryId = "x" }.ToByteString().ToBase64();
        known["large value"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\"{new string('x', 2050)}\""));
        return known;
    }

    /// <summary>Lets as many updates wait for a worker as may; a server that starts knows none.</summary>
    public async Task CrowdAsync()
    {
        for (var number = 1; number <= 10; number++)
        {
            await service.UpdateWorkflowExecutionAsync(new()
            {
                Namespace = Namespace,
                WorkflowExecution = Of("crowded"),
                Request = new() { Meta = new() { UpdateId = $"{number}" }, Input = new() { Name = "update" } },
            });
        }
    }

    private static Duration Seconds(long seconds) => new() { Seconds = seconds };

    private static WorkflowExecution Of(string id) => new() { WorkflowId = id };

    private async Task SettleActivityAsync()
    {
        await StartAsync("working");
        await AnswerAsync("working", Activity("1", "working"), Activity("2", "nobody"));
        var task = await service.PollActivityTaskQueueAsync(
            new() { Namespace = Namespace, TaskQueue = new() { Name = "working" } }, s_patience);
        AddTokens("activity", task.TaskToken);
    }

    private async Task SettleFailingAsync()
    {
        await StartAsync("failing");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await service.RespondWorkflowTaskFailedAsync(new()
            {
                Namespace = Namespace,
                TaskToken = (await PollAsync("failing")).TaskToken,
                Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            });
        }
    }

    private async Task StartAsync(string id, Action<StartWorkflowExecutionRequest>? change = null)
    {
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = Namespace,
            WorkflowId = id,
            WorkflowType = new() { Name = "Type" },
            TaskQueue = new() { Name = id },
            RequestId = $"start {id}",
        };
        change?.Invoke(request);
        known[$"run of {id}"] = (await service.StartWorkflowExecutionAsync(request)).RunId;
    }

    private Task<PollWorkflowTaskQueueResponse> PollAsync(string queue) => service.PollWorkflowTaskQueueAsync(
        new() { Namespace = Namespace, TaskQueue = new() { Name = queue } }, s_patience);

    private async Task AnswerAsync(string queue, params Command[] commands) =>
        await service.RespondWorkflowTaskCompletedAsync(new()
        {
            Namespace = Namespace,
            TaskToken = (await PollAsync(queue)).TaskToken,
            Commands = { commands },
        });

    private static Command Activity(string id, string queue) => new()
    {
        CommandType = CommandType.ScheduleActivityTask,
        ScheduleActivityTaskCommandAttributes = new()
        {
            ActivityId = id,
            ActivityType = new() { Name = "Act" },
            TaskQueue = new TaskQueue { Name = queue },
            StartToCloseTimeout = Seconds(60),
        },
    };

    // Tokens of a task that is there, and of some that are not.
    private void AddTokens(string name, ByteString good)
    {
        void Add(string what, Action<TaskToken> change)
        {
            var token = TaskToken.Parser.ParseFrom(good);
            change(token);
            known[$"{name} token{what}"] = token.ToByteString().ToBase64();
        }

        Add("", _ => { });
        Add(" without a namespace", token => token.Namespace = "");
        Add(" of another namespace", token => token.Namespace = "elsewhere");
        Add(" of another workflow", token => token.WorkflowId = "nobody");
        Add(" of another run", token => token.RunId = "0196b2a0-0000-7000-8000-000000000000");
        Add(" of no run", token => token.RunId = "");
        Add(" of another attempt", token => token.Attempt++);
        Add(" of another event", token => token.ScheduledEventId++);
        Add(" of another start", token => token.StartedTicks--);
        Add(" of a closed run", token => (token.WorkflowId, token.RunId) = ("closed", known["run of closed"]));
    }
}
