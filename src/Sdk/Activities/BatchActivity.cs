using Cairn.Generated;
using Cairn.Logging;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Activities;

/// <summary>
/// Collects the attempts of one activity that wait in this worker, and gives them to one call. To the worker each is an
/// ordinary attempt with its slot and its report.
/// </summary>
internal sealed class BatchActivity<TInput, TResult>(
    string name, Func<IReadOnlyList<BatchItem<TInput, TResult>>, Task> run, BatchOptions options)
{
    private readonly Lock sync = new();
    private List<BatchItem<TInput, TResult>> waiting = [];

    /// <summary>The activity as a worker runs it.</summary>
    public ActivityDefinition ToDefinition()
    {
        WorkflowNames.RefuseReserved(name, "Activity");
        return ActivityDefinition.Of(
            new GeneratedMethod(name, name, (_, args) => RunAsync((TInput)args[0]!))
            {
                Types = [typeof(TInput)],
                Defaults = [default(TInput)],
                Required = 1,
                ResultType = typeof(TResult),
            },
            args => RunAsync((TInput)args[0]!),
            GeneratedMethod.AwaitAsync<TResult>);
    }

    private async Task<TResult> RunAsync(TInput input)
    {
        var context = ActivityExecutionContext.Current;
        var item = new BatchItem<TInput, TResult>(input, context);
        Add(item);
        using (context.CancellationToken.UnsafeRegister(_ => Withdraw(item), null))
        {
            return await item.End.ConfigureAwait(false);
        }
    }

    private void Add(BatchItem<TInput, TResult> item)
    {
        List<BatchItem<TInput, TResult>> batch;
        bool isFirst, isFull;
        lock (sync)
        {
            batch = waiting;
            batch.Add(item);
            (isFirst, isFull) = (batch.Count == 1, batch.Count == options.MaxItems);
            waiting = isFull ? [] : batch;
        }

        if (isFull)
        {
            Start(item.Context.Logger, () => RunAsync(batch));
        }
        else if (isFirst)
        {
            Start(item.Context.Logger, () => RunLaterAsync(batch));
        }
    }

    // An item whose batch has begun ends as its code decides.
    private void Withdraw(BatchItem<TInput, TResult> item)
    {
        bool waits;
        lock (sync)
        {
            waits = waiting.Remove(item);
        }

        if (waits)
        {
            item.TryFail(new OperationCanceledException(item.Context.CancellationToken));
        }
    }

    // The code of a batch belongs to no single item, so that nothing of one flows into it.
    private void Start(ILogger logger, Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow())
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                start => Background.Start(logger, $"A batch of activity {name}", start), work, preferLocal: false);
        }
    }

    private async Task RunLaterAsync(List<BatchItem<TInput, TResult>> batch)
    {
        await Task.Delay(options.MaxWait).ConfigureAwait(false);
        lock (sync)
        {
            if (waiting != batch)
            {
                return;
            }

            waiting = [];
        }

        await RunAsync(batch).ConfigureAwait(false);
    }

    private async Task RunAsync(List<BatchItem<TInput, TResult>> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        Exception missing;
        try
        {
            var running = run(batch.AsReadOnly()) ?? throw new InvalidOperationException(
                $"The code of batch activity {name} returned null instead of a task");
            await running.ConfigureAwait(false);
            missing = new InvalidOperationException(
                $"The code of batch activity {name} has ended without the end of this item: complete or fail each");
        }
        catch (Exception e) when (batch.Exists(item => !item.IsEnded))
        {
            missing = e;
        }

        foreach (var item in batch)
        {
            item.TryFail(missing);
        }
    }
}
