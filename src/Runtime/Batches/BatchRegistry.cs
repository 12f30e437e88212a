using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Documents;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Batches;

/// <summary>
/// All batch operations of a node. Those that ended are stored as long as the closed workflows of their namespace.
/// </summary>
/// <param name="node">The node.</param>
internal sealed class BatchRegistry(Node node) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<BatchName, BatchRunner> runners = new();
    private readonly DocumentStore<BatchJob> store = new(
        node.Store, "batch", BatchJob.Parser, job => (job.Request.Namespace, job.Request.JobId));

    private readonly SemaphoreSlim starting = new(1);
    private bool isStopped;

    /// <summary>Loads the operations from the store and starts those that are not finished.</summary>
    public async Task StartAsync(IEnumerable<NamespaceName> namespaces, CancellationToken cancellationToken)
    {
        foreach (var @namespace in namespaces)
        {
            foreach (var stored in await store.ReadAllAsync(@namespace, cancellationToken))
            {
                AddRunner(stored).Work();
            }
        }
    }

    /// <summary>Starts an operation; if the same request started it before, it continues.</summary>
    /// <exception cref="RpcException">Another operation has this id.</exception>
    public async Task BeginAsync(StartBatchOperationRequest request)
    {
        await starting.WaitAsync();
        try
        {
            if (isStopped)
            {
                throw Refused.ShuttingDown;
            }

            if (runners.TryGetValue(NameOf(request), out var existing))
            {
                if (!existing.Job.Request.Equals(request))
                {
                    throw Refused.By(new Refusal(
                        RpcException.StatusCode.AlreadyExists,
                        $"Batch operation \"{request.JobId}\" already exists."));
                }

                return;
            }

            AddRunner(await store.AddAsync(new BatchJob
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

    /// <summary>The runner of an operation.</summary>
    /// <exception cref="RpcException">There is no such operation.</exception>
    public BatchRunner Find(NamespaceName @namespace, string jobId)
    {
        if (jobId.Length == 0)
        {
            throw Refused.Invalid("JobId is not set on request.");
        }

        return runners.TryGetValue(new BatchName(@namespace, jobId), out var runner)
            ? runner
            : throw Refused.NoRun(jobId, runId: "");
    }

    /// <summary>The operations of a namespace, the latest start first.</summary>
    public IEnumerable<BatchJob> All(NamespaceName @namespace) => runners
        .Where(runner => runner.Key.Namespace == @namespace)
        .Select(runner => runner.Value.Job)
        .OrderByDescending(job => job.StartTime)
        .ThenBy(job => job.Request.JobId, StringComparer.Ordinal);

    /// <summary>Deletes the operations of a namespace that ended at or before a time.</summary>
    public async Task ForgetAsync(NamespaceName @namespace, DateTimeOffset until)
    {
        foreach (var (name, runner) in InOrder().Where(runner => runner.Key.Namespace == @namespace))
        {
            if (runner.Job.CloseTime?.ToDateTimeOffset() <= until)
            {
                await runner.RemoveAsync();
                runners.TryRemove(name, out _);
            }
        }
    }

    /// <summary>Stops all operations.</summary>
    public async ValueTask DisposeAsync()
    {
        await starting.WaitAsync();
        isStopped = true;
        starting.Release();
        await Task.WhenAll(InOrder().Select(runner => runner.Value.DisposeAsync().AsTask()));
    }

    /// <summary>The order of work must not depend on hash codes.</summary>
    private List<KeyValuePair<BatchName, BatchRunner>> InOrder() =>
        [.. runners.ToArray().OrderBy(runner => runner.Key.ToString(), StringComparer.Ordinal)];

    private BatchRunner AddRunner(StoredDocument<BatchJob> stored) =>
        runners[NameOf(stored.State.Request)] = new BatchRunner(node, store, stored);

    private static BatchName NameOf(StartBatchOperationRequest request) =>
        new(new NamespaceName(request.Namespace), request.JobId);
}
