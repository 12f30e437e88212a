using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>What came of the inputs of <c>Workflow.MapAsync</c>.</summary>
/// <typeparam name="TInput">The type of the inputs.</typeparam>
public class MapResult<TInput>
{
    internal MapResult(IReadOnlyList<MapFailure<TInput>> failures, int count)
    {
        Failures = failures;
        Count = count;
    }

    /// <summary>How many inputs there were.</summary>
    public int Count { get; }

    /// <summary>The inputs without a result, in the order of the inputs.</summary>
    public IReadOnlyList<MapFailure<TInput>> Failures { get; }

    /// <summary>Throws if an input failed.</summary>
    /// <exception cref="MapFailedException">At least one input failed. Its cause is the first failure.</exception>
    public void ThrowIfAnyFailed()
    {
        // The first real failure says more than an input that was cancelled because of it.
        if (Failures.Count > 0)
        {
            var cause = Failures.FirstOrDefault(failure => !CairnException.IsCanceledException(failure.Error))
                ?? Failures[0];
            throw new MapFailedException(cause.Error, [.. Failures.Select(failure => failure.Index)], Count);
        }
    }
}

/// <summary>What came of the inputs of <c>Workflow.MapAsync</c>.</summary>
/// <typeparam name="TInput">The type of the inputs.</typeparam>
/// <typeparam name="TOutput">The type of the outputs.</typeparam>
public sealed class MapResult<TInput, TOutput> : MapResult<TInput>
{
    internal MapResult(IReadOnlyList<TOutput> outputs, IReadOnlyList<MapFailure<TInput>> failures)
        : base(failures, outputs.Count + failures.Count) => Outputs = outputs;

    /// <summary>The outputs of the inputs that did not fail, in the order of the inputs.</summary>
    public IReadOnlyList<TOutput> Outputs { get; }
}

/// <summary>An input whose call failed, or was not begun because of another failure.</summary>
/// <typeparam name="TInput">The type of the inputs.</typeparam>
/// <param name="Index">The position of the input, from 0.</param>
/// <param name="Input">The input.</param>
/// <param name="Error">The failure; a <see cref="CanceledFailureException"/> if the call was not begun.</param>
public sealed record MapFailure<TInput>(int Index, TInput Input, Exception Error);

/// <summary>What a failure of one call of <c>Workflow.MapAsync</c> does to the others.</summary>
public enum MapFailureMode
{
    /// <summary>Nothing: every input is tried.</summary>
    CollectAll,

    /// <summary>No other call begins; those that run are waited for.</summary>
    StopStarting,

    /// <summary>No other call begins, and those that run are cancelled and waited for.</summary>
    CancelRemaining,
}
