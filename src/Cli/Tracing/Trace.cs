using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Cli.Verbs;
using Cairn.Cli.Workflows;

namespace Cairn.Cli.Tracing;

/// <summary>Follows a workflow and its children until it is closed.</summary>
/// <param name="call">The command.</param>
/// <param name="depth">How many levels of children are followed.</param>
/// <param name="concurrency">How many histories are read at the same time.</param>
internal sealed class Trace(Invocation call, int depth, int concurrency) : IDisposable
{
    private static readonly TimeSpan DescribeEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(concurrency);
    private readonly Lock gate = new();

    /// <summary>Runs something on lines that do not change meanwhile.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    /// <summary>Follows a run into a line, with its children, until it is closed.</summary>
    public async Task FollowAsync(WorkflowExecution run, TraceNode node, int level = 0)
    {
        var children = new List<Task>();
        while (true)
        {
            var traced = new TracedRun(node);
            var events = ReadAsync(run, traced, level, children);
            await DescribeAsync(run, traced, events);
            await events;
            if (Read(() => node.State) != TraceState.ContinuedAsNew)
            {
                break;
            }

            run = new() { WorkflowId = run.WorkflowId };
        }

        await Task.WhenAll(children);
    }

    public void Dispose() => reading.Dispose();

    // What is there already is read by a few at a time; to wait for more costs nothing.
    private async Task ReadAsync(WorkflowExecution run, TracedRun traced, int level, List<Task> children)
    {
        var last = 0L;
        await reading.WaitAsync(call.Token);
        try
        {
            await foreach (var each in Histories.ReadAsync(call, run, follow: false, call.Token))
            {
                last = Take(each, traced, level, children);
            }
        }
        finally
        {
            reading.Release();
        }

        if (Read(() => traced.Node.Ended) is not null)
        {
            return;
        }

        await foreach (var each in Histories.ReadAsync(call, run, follow: true, call.Token))
        {
            if (each.EventId > last)
            {
                Take(each, traced, level, children);
            }
        }
    }

    private long Take(HistoryEvent each, TracedRun traced, int level, List<Task> children)
    {
        if (Read(() => traced.Take(each)) is { } started && level < depth)
        {
            children.Add(FollowAsync(started.Child, started.Node, level + 1));
        }

        return each.EventId;
    }

    // Attempts that are under way are not in history.
    private async Task DescribeAsync(WorkflowExecution run, TracedRun traced, Task events)
    {
        while (await Task.WhenAny(events, Task.Delay(DescribeEvery, call.Token)) != events)
        {
            await reading.WaitAsync(call.Token);
            try
            {
                var described = await call.Service.DescribeWorkflowExecutionAsync(
                    new() { Namespace = call.Namespace, Execution = run }, call.Rpc);
                Read(() => traced.Take(described));
            }
            finally
            {
                reading.Release();
            }
        }
    }
}
