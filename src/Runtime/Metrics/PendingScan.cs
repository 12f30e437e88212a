using Cairn.Api.Enums.V1;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Storage;
using Cairn.Storage.Visibility;

namespace Cairn.Runtime.Metrics;

/// <summary>
/// Reads the open runs of the store once, when a collector first asks, and again after a commit failed. From then on
/// commits keep the counts.
/// </summary>
/// <param name="node">The node.</param>
internal sealed class PendingScan(Node node)
{
    private const int Page = 512;

    private static readonly ListQuery Open = ListQuery.Of(new Filter.Test(
        new SearchAttribute("ExecutionStatus", SystemSearchAttributes.System["ExecutionStatus"]),
        TestOperator.OneOf,
        [SearchValue.Of(nameof(WorkflowExecutionStatus.Running))]));

    private int isRunning;
    private volatile bool isStopped;

    /// <summary>Whether all partitions have counted the whole store; if not, they begin to.</summary>
    public bool IsWhole()
    {
        if (node.Partitions.All(partition => partition.Pending.IsWhole))
        {
            return true;
        }

        if (!isStopped && Interlocked.Exchange(ref isRunning, 1) == 0)
        {
            node.Errors.Start("The count of pending work", StartAsync);
        }

        return false;
    }

    /// <summary>Ends a scan that is running.</summary>
    public void Stop() => isStopped = true;

    private Task StartAsync() => Task.Factory.StartNew(
        RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, node.Options.Scheduler).Unwrap();

    private async Task RunAsync()
    {
        try
        {
            foreach (var partition in node.Partitions)
            {
                await partition.BeginPendingAsync();
            }

            foreach (var @namespace in node.Namespaces.Live.ToList())
            {
                await CountAsync(@namespace);
            }

            foreach (var partition in node.Partitions)
            {
                await partition.EndPendingAsync();
            }
        }
        catch (Exception caught) when (IsExpected(caught))
        {
            // The store cannot be read now, or the node stops. Half a count is none: the next collection begins again.
            foreach (var partition in node.Partitions)
            {
                await partition.ClearPendingAsync();
            }
        }
        finally
        {
            Interlocked.Exchange(ref isRunning, 0);
        }
    }

    private async Task CountAsync(NamespaceName @namespace)
    {
        ListPlace? after = null;
        IReadOnlyList<ExecutionHead> page;
        do
        {
            page = await node.Store.ListAsync(@namespace, Open, after, Page);
            foreach (var head in page)
            {
                await node.Of(WorkflowKey.Of(head.Key)).CountPendingAsync(head.Key);
            }

            after = page.Count == 0 ? null : ListPlace.Of(page[^1], Open.Order);
        }
        while (page.Count == Page && !isStopped);
    }

    private bool IsExpected(Exception caught) =>
        caught is StoreException || (caught is ObjectDisposedException && isStopped);
}
