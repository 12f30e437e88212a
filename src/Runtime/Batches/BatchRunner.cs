using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Runtime.Documents;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Batches;

/// <summary>
/// Runs one batch operation. Its progress is durable after every few workflows; those that were processed when a
/// process died are processed again, which changes nothing for them.
/// </summary>
internal sealed partial class BatchRunner : IAsyncDisposable
{
    private readonly Node node;
    private readonly DocumentStore<BatchJob> store;
    private readonly BatchActions actions;
    private readonly ILogger logger;
    private readonly Backoff backoff;
    private readonly SemaphoreSlim turns = new(1);
    private readonly CancellationTokenSource stop = new();
    private Task working = Task.CompletedTask;
    private StoredDocument<BatchJob> stored;

    public BatchRunner(Node node, DocumentStore<BatchJob> store, StoredDocument<BatchJob> stored)
    {
        this.node = node;
        this.store = store;
        this.stored = stored;
        backoff = new Backoff(node.Options);
        actions = new BatchActions(node.Service, node.Options.LoggerFactory.CreateLogger<BatchActions>());
        logger = node.Options.LoggerFactory.CreateLogger<BatchRunner>();
    }

    /// <summary>The operation as stored. It must not be modified.</summary>
    public BatchJob Job => stored.State;

    /// <summary>Whether the operation has work left.</summary>
    public bool IsRunning => Job.State == BatchOperationState.Running;

    /// <summary>Starts the work.</summary>
    public void Work() => working = Task.Factory.StartNew(
        WorkAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, node.Options.Scheduler).Unwrap();

    /// <summary>Ends the operation; what it has done stays done. False if it had ended before.</summary>
    public async Task<bool> StopAsync()
    {
        var isStopped = false;
        await ChangeAsync(job =>
        {
            isStopped = job.State == BatchOperationState.Running;
            End(job, BatchOperationState.Failed);
        });
        return isStopped;
    }

    /// <summary>Removes an ended operation from the store.</summary>
    public Task RemoveAsync() => store.RemoveAsync(stored);

    /// <summary>Stops the work; the next node on the store continues it.</summary>
    public async ValueTask DisposeAsync()
    {
        stop.Cancel();
        await working;
    }

    private async Task WorkAsync()
    {
        while (IsRunning && !stop.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await WorkOnceAsync();
                backoff.Succeeded();
            }
            catch (Exception caught) when (caught is not OutOfMemoryException)
            {
                if (!backoff.IsFailing && !stop.IsCancellationRequested)
                {
                    LogNotWorked(Job.Request.JobId, Job.Request.Namespace, caught);
                }

                wait = backoff.Failed();
            }

            if (IsRunning)
            {
                await Task.Delay(wait, node.Options.TimeProvider, stop.Token).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    /// <summary>Processes as many workflows as the rate allows in a second; returns how long to wait.</summary>
    private async Task<TimeSpan> WorkOnceAsync()
    {
        var rate = BatchRules.RateOf(Job.Request);
        var (targets, next) = await BatchTargets.NextAsync(node, Job, Math.Max(1, (int)rate), stop.Token);
        var results = await Task.WhenAll(targets.Select(target => actions.TryAsync(Job.Request, target)));
        await ChangeAsync(job =>
        {
            job.Done += results.Count(isDone => isDone);
            job.Failed += results.Count(isDone => !isDone);
            job.PageToken = next ?? job.PageToken;
            if (next is null)
            {
                End(job, BatchOperationState.Completed);
            }
        });
        return TimeSpan.FromSeconds(targets.Count / rate);
    }

    private void End(BatchJob job, BatchOperationState state)
    {
        if (job.State == BatchOperationState.Running)
        {
            job.State = state;
            job.CloseTime = Timestamp.FromDateTimeOffset(node.Options.TimeProvider.GetUtcNow());
        }
    }

    private async Task ChangeAsync(Action<BatchJob> change)
    {
        await turns.WaitAsync();
        try
        {
            var job = Job.Clone();
            change(job);
            stored = job.Equals(Job) ? stored : await store.PutAsync(stored, job);
        }
        catch (RpcException)
        {
            // The outcome of the change is unknown, so the document is read again before the next change.
            stored = await store.ReadAsync(Job) ?? stored;
            throw;
        }
        finally
        {
            turns.Release();
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "Batch operation {JobId} of namespace {Namespace} failed; "
        + "it is tried again with backoff")]
    private partial void LogNotWorked(string jobId, string @namespace, Exception reason);
}
