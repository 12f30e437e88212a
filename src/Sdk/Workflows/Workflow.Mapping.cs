namespace Cairn.Workflows;

/// <content>Fan-out and fan-in.</content>
public static partial class Workflow
{
    /// <summary>
    /// Calls a function for each input, such as an activity or a child workflow, with a limit of calls at the same
    /// time, and collects the outputs and the failures.
    /// </summary>
    /// <typeparam name="TInput">The type of the inputs.</typeparam>
    /// <typeparam name="TOutput">The type of the outputs.</typeparam>
    /// <param name="inputs">
    /// The inputs. A run's history holds some ten thousand calls at most: divide more of them among child workflows,
    /// for instance by <c>inputs.Chunk(1000)</c>.
    /// </param>
    /// <param name="function">The call. Calls begin in the order of the inputs.</param>
    /// <param name="maxConcurrency">How many calls run at the same time at most; at least 1.</param>
    /// <param name="failureMode">What a failure does to the other calls; by default nothing.</param>
    /// <returns>What came of each input, in the order of the inputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not in its range.</exception>
    /// <remarks>
    /// Only failures that would close the workflow are collected, see <see cref="IsWorkflowFailure"/>; any other
    /// exception is thrown at once. When the workflow is cancelled, no other call begins, and once those that run have
    /// ended, the cancellation is thrown.
    /// </remarks>
    public static async Task<MapResult<TInput, TOutput>> MapAsync<TInput, TOutput>(
        IEnumerable<TInput> inputs,
        Func<TInput, Task<TOutput>> function,
        int maxConcurrency,
        MapFailureMode failureMode = MapFailureMode.CollectAll)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        if (!Enum.IsDefined(failureMode))
        {
            throw new ArgumentOutOfRangeException(nameof(failureMode), failureMode, "There is no such failure mode.");
        }

        using var map = new MapRun<TInput, TOutput>([.. inputs], function, failureMode, CancellationToken);
        return await map.RunAsync(maxConcurrency);
    }

    /// <summary>Calls a function without an output for each input; otherwise the same as the other overload.</summary>
    /// <inheritdoc cref="MapAsync{TInput, TOutput}"/>
    public static async Task<MapResult<TInput>> MapAsync<TInput>(
        IEnumerable<TInput> inputs,
        Func<TInput, Task> function,
        int maxConcurrency,
        MapFailureMode failureMode = MapFailureMode.CollectAll)
    {
        ArgumentNullException.ThrowIfNull(function);
        return await MapAsync<TInput, Nothing>(
            inputs,
            async input =>
            {
                await function(input);
                return default;
            },
            maxConcurrency,
            failureMode);
    }
}
