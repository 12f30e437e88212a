using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Documents;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Batches;

/// <summary>All batch operations of a node; those that ended are kept as long as workflows are.</summary>
/// <param name="node">The node.</param>
internal sealed class BatchDesk(Node node) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<BatchName, BatchKeeper> keepers = new();
    private readonly Shelf<BatchJob> shelf = new(
        node.Store, "batch", BatchJob.Parser, job => (job.Request.Namespace, job.Request.JobId));

    private readonly SemaphoreSlim starting = new(1);
    private bool isStopped;

    /// <summary>Takes up the operations that there are.</summary>
    public async Task StartAsync(IEnumerable<NamespaceName> namespaces, CancellationToken cancellationToken)
    {
        foreach (var @namespace in namespaces)
        {
            foreach (var kept in await shelf.ReadAllAsync(@namespace, cancellationToken))
            {
                Keep(kept).Work();
            }
        }
    }

    /// <summary>Begins an operation; one that was begun by the same request goes on.</summary>
    /// <exception cref="RpcException">There is another one of that id.</exception>
    public async Task BeginAsync(StartBatchOperationRequest request)
    {
        await starting.WaitAsync();
        try
        {
            if (isStopped)
            {
                throw Refused.ShuttingDown;
            }

            if (keepers.TryGetValue(NameOf(request), out var existing))
            {
                if (!existing.Job.Request.Equals(request))
                {
                    throw Refused.By(new Refusal(
                        RpcException.StatusCode.AlreadyExists,
                        $"Batch operation \"{request.JobId}\" already exists."));
                }

                return;
            }

            Keep(await shelf.AddAsync(new BatchJob
            {
                Request = request,
                State = BatchOperationState.Running,
                StartTime = Timestamp.FromDateTimeOffset(node.Options.TimeProvider.GetUtcNow()),
                Total = await BatchTargets.CountAsync(node, request),
            })).Work();
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>The keeper of an operation.</summary>
    /// <exception cref="RpcException">There is no such operation.</exception>
    public BatchKeeper Find(NamespaceName @namespace, string jobId)
    {
        if (jobId.Length == 0)
        {
            throw Refused.Invalid("JobId is not set on request.");
        }

        return keepers.TryGetValue(new BatchName(@namespace, jobId), out var keeper)
            ? keeper
            : throw Refused.NoRun(jobId, runId: "");
    }

    /// <summary>The operations of a namespace, those that were started last first.</summary>
    public IEnumerable<BatchJob> All(NamespaceName @namespace) => keepers
        .Where(keeper => keeper.Key.Namespace == @namespace)
        .Select(keeper => keeper.Value.Job)
        .OrderByDescending(job => job.StartTime)
        .ThenBy(job => job.Request.JobId, StringComparer.Ordinal);

    /// <summary>Forgets the operations of a namespace that ended at a time or before it.</summary>
    public async Task ForgetAsync(NamespaceName @namespace, DateTimeOffset until)
    {
        foreach (var (name, keeper) in InOrder().Where(keeper => keeper.Key.Namespace == @namespace))
        {
            if (keeper.Job.CloseTime?.ToDateTimeOffset() <= until)
            {
                await keeper.RemoveAsync();
                keepers.TryRemove(name, out _);
            }
        }
    }

    /// <summary>Does nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        await starting.WaitAsync();
        isStopped = true;
        starting.Release();
        await Task.WhenAll(InOrder().Select(keeper => keeper.Value.DisposeAsync().AsTask()));
    }

    /// <summary>The order in which things are done must not hang on hash codes.</summary>
    private List<KeyValuePair<BatchName, BatchKeeper>> InOrder() =>
        [.. keepers.OrderBy(keeper => keeper.Key.ToString(), StringComparer.Ordinal)];

    private BatchKeeper Keep(Shelved<BatchJob> kept) =>
        keepers[NameOf(kept.State.Request)] = new BatchKeeper(node, shelf, kept);

    private static BatchName NameOf(StartBatchOperationRequest request) =>
        new(new NamespaceName(request.Namespace), request.JobId);
}
