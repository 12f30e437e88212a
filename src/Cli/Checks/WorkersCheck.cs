using Cairn.Api.Enums.V1;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;
using Google.Protobuf;

namespace Cairn.Cli.Checks;

/// <summary>Whether each task queue that open workflows need has a worker.</summary>
internal static class WorkersCheck
{
    private const string Topic = "Workers";
    private const int MostWorkflows = 10_000;

    /// <summary>Looks at the queues of the namespace's open workflows.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(Invocation call)
    {
        var open = await QueuesAsync(call);
        var findings = new List<Finding>();
        foreach (var (queue, count) in open.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var answer = await call.Service.DescribeTaskQueueAsync(
                new()
                {
                    Namespace = call.Namespace,
                    TaskQueue = new() { Name = queue },
                    TaskQueueType = TaskQueueType.Workflow,
                    ReportStats = true,
                },
                call.Rpc);
            var waiting = answer.Stats is { ApproximateBacklogCount: > 0 } stats
                ? $", {stats.ApproximateBacklogCount} tasks wait, the oldest for "
                    + Times.Of(stats.ApproximateBacklogAge)
                : string.Empty;
            findings.Add(answer.Pollers.Count > 0
                ? Finding.Good(Topic, $"{queue}: {answer.Pollers.Count} poll for {count} open workflows{waiting}")
                : Finding.Bad(
                    Topic, $"{queue}: none polls for {count} open workflows{waiting}. Start a worker of it."));
        }

        return findings.Count > 0
            ? findings
            : [Finding.Good(Topic, $"Namespace {call.Namespace} has no open workflows, so none is needed.")];
    }

    private static async Task<Dictionary<string, int>> QueuesAsync(Invocation call)
    {
        var queues = new Dictionary<string, int>(StringComparer.Ordinal);
        var (page, seen) = (ByteString.Empty, 0);
        do
        {
            var answer = await call.Service.ListWorkflowExecutionsAsync(
                new()
                {
                    Namespace = call.Namespace, Query = "ExecutionStatus = 'Running'", NextPageToken = page,
                },
                call.Rpc);
            foreach (var each in answer.Executions)
            {
                queues[each.TaskQueue] = queues.GetValueOrDefault(each.TaskQueue) + 1;
            }

            (page, seen) = (answer.NextPageToken, seen + answer.Executions.Count);
        }
        while (!page.IsEmpty && seen < MostWorkflows);
        return queues;
    }
}
