using System.CommandLine;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.TaskQueues;

/// <summary><c>cairn task-queue</c>.</summary>
internal static class TaskQueueCommands
{
    private static readonly TaskQueueType[] Both = [TaskQueueType.Workflow, TaskQueueType.Activity];

    private static readonly Option<string> Name =
        Texts.Required("--task-queue", "NAME", "The task queue.", "-t");

    private static readonly Option<TaskQueueType[]> Types = Parsed.Many(
        "--task-queue-type", "TYPE", "workflow or activity. Default: both.", TypeOf);

    private static readonly Option<bool> NoStats =
        Texts.Switch("--disable-stats", "Without what waits, and its rates.");

    public static Command Group() => Verb.Group(
        "task-queue",
        "Task queues: what waits in them, and who polls them.",
        Verb.Of(
            "describe",
            "Shows the workers of a task queue and what waits for them.",
            [Name, Types, NoStats],
            DescribeAsync),
        Verb.Of("list-partition", "Lists the partitions of a task queue.", [Name], PartitionsAsync));

    private static async Task DescribeAsync(Invocation call)
    {
        var types = call.Get(Types) is { Length: > 0 } given ? given : Both;
        var answers = new List<(TaskQueueType Type, DescribeTaskQueueResponse Answer)>();
        call.Print.BeginList();
        foreach (var type in types)
        {
            var answer = await call.Service.DescribeTaskQueueAsync(
                new()
                {
                    Namespace = call.Namespace,
                    TaskQueue = new() { Name = call.Text(Name) },
                    TaskQueueType = type,
                    ReportStats = !call.Get(NoStats),
                },
                call.Rpc);
            call.Print.Item(answer);
            answers.Add((type, answer));
        }

        call.Print.EndList();
        if (!call.Print.IsText)
        {
            return;
        }

        if (!call.Get(NoStats))
        {
            ShowStats(call, answers);
        }

        var pollers = answers
            .SelectMany(each => each.Answer.Pollers.Select(poller => new[]
            {
                $"{each.Type}", poller.Identity, call.Print.Times.Of(poller.LastAccessTime),
            }))
            .ToArray();
        if (pollers.Length == 0)
        {
            call.Print.Line($"No worker polls task queue {call.Text(Name)}.");
            return;
        }

        call.Print.Table(["Type", "Worker", "LastPoll"], pollers);
    }

    private static void ShowStats(
        Invocation call, IEnumerable<(TaskQueueType Type, DescribeTaskQueueResponse Answer)> answers)
    {
        call.Print.Table(
            ["Type", "Backlog", "OldestTask", "AddRate", "DispatchRate"],
            [
                .. answers.Select(each => new[]
                {
                    $"{each.Type}", $"{each.Answer.Stats?.ApproximateBacklogCount}",
                    Times.Of(each.Answer.Stats?.ApproximateBacklogAge), $"{each.Answer.Stats?.TasksAddRate:0.##}",
                    $"{each.Answer.Stats?.TasksDispatchRate:0.##}",
                }),
            ]);
        call.Print.Line();
    }

    private static async Task PartitionsAsync(Invocation call)
    {
        var answer = await call.Service.ListTaskQueuePartitionsAsync(
            new() { Namespace = call.Namespace, TaskQueue = new() { Name = call.Text(Name) } }, call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Table(
                ["Type", "Partition", "Owner"],
                [
                    .. answer.WorkflowTaskQueuePartitions
                        .Select(each => new[] { "Workflow", each.Key, each.OwnerHostName }),
                    .. answer.ActivityTaskQueuePartitions
                        .Select(each => new[] { "Activity", each.Key, each.OwnerHostName }),
                ]);
        }
    }

    private static TaskQueueType TypeOf(string option, string text) => text.ToUpperInvariant() switch
    {
        "WORKFLOW" => TaskQueueType.Workflow,
        "ACTIVITY" => TaskQueueType.Activity,
        _ => throw new FormatException($"{option} must be workflow or activity, not {text}."),
    };
}
