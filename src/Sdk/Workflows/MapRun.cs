using System.Runtime.ExceptionServices;
using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>
/// One call of <c>Workflow.MapAsync</c>. The order of its awaits is part of the recorded history of workflows: a change
/// of it breaks the replay of open runs.
/// </summary>
/// <param name="inputs">The inputs.</param>
/// <param name="function">The call.</param>
/// <param name="failureMode">What a failure does to the other calls.</param>
/// <param name="outer">The token of the caller's calls.</param>
internal sealed class MapRun<TInput, TOutput>(
    TInput[] inputs, Func<TInput, Task<TOutput>> function, MapFailureMode failureMode, CancellationToken outer)
    : IDisposable
{
    private readonly CancellationTokenSource scope = CancellationTokenSource.CreateLinkedTokenSource(outer);
    private readonly TOutput[] outputs = new TOutput[inputs.Length];
    private readonly Exception?[] errors = new Exception?[inputs.Length];
    private readonly TaskCompletionSource<MapResult<TInput, TOutput>> unexpected = new();
    private int next;
    private bool isStopped;

    /// <summary>Runs all calls.</summary>
    public async Task<MapResult<TInput, TOutput>> RunAsync(int maxConcurrency)
    {
        var lanes = new Task[Math.Min(maxConcurrency, inputs.Length)];
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = RunLaneAsync();
        }

        await Workflow.WhenAnyAsync(unexpected.Task, Task.WhenAll(lanes));
        return unexpected.Task.IsCompleted ? await unexpected.Task : Result();
    }

    /// <inheritdoc/>
    public void Dispose() => scope.Dispose();

    private async Task RunLaneAsync()
    {
        while (next < inputs.Length)
        {
            var index = next++;
            if (isStopped || scope.IsCancellationRequested)
            {
                errors[index] = new CanceledFailureException("The call was not begun.");
                continue;
            }

            try
            {
                outputs[index] = await CallAsync(inputs[index]);
            }
            catch (Exception e) when (e is not ContinueAsNewException && Workflow.IsWorkflowFailure(e))
            {
                errors[index] = e;
                Stop();
            }
            catch (Exception e)
            {
                unexpected.TrySetException(e); // The caller awaits it.
                return;
            }
        }
    }

    private async Task<TOutput> CallAsync(TInput input)
    {
        CancellationScope.Begin(scope.Token);
        return await function(input);
    }

    private static bool IsCancellation(Exception? e) => e is not null && CairnException.IsCanceledException(e);

    private void Stop()
    {
        isStopped = failureMode != MapFailureMode.CollectAll;
        if (failureMode == MapFailureMode.CancelRemaining && !scope.IsCancellationRequested)
        {
            scope.Cancel();
        }
    }

    private MapResult<TInput, TOutput> Result()
    {
        if (outer.IsCancellationRequested && errors.FirstOrDefault(IsCancellation) is { } cancelled)
        {
            ExceptionDispatchInfo.Throw(cancelled);
        }

        var failures = new List<MapFailure<TInput>>();
        var done = new List<TOutput>();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (errors[i] is { } error)
            {
                failures.Add(new(i, inputs[i], error));
            }
            else
            {
                done.Add(outputs[i]);
            }
        }

        return new(done, failures);
    }
}
