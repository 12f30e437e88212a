using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>
/// A row of steps that are undone when one fails. It makes no commands of its own: history shows the steps alone.
/// </summary>
public sealed class Saga
{
    private readonly List<Func<Task>> compensations = [];
    private readonly SagaOptions options;

    private Saga(SagaOptions options)
    {
        this.options = options;
        TimerCalls.RequireDelay(options.CompensationTimeout ?? TimeSpan.Zero, nameof(options.CompensationTimeout));
    }

    /// <summary>Runs the body; if it fails in a way that closes the workflow, undoes its steps and throws on.</summary>
    /// <exception cref="CompensationFailedException">A step could not be undone.</exception>
    public static Task RunAsync(Func<Saga, Task> body, SagaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync(
            async saga =>
            {
                await body(saga);
                return default(Nothing);
            },
            options);
    }

    /// <summary>Runs the body; if it fails in a way that closes the workflow, undoes its steps and throws on.</summary>
    /// <exception cref="CompensationFailedException">A step could not be undone.</exception>
    public static async Task<T> RunAsync<T>(Func<Saga, Task<T>> body, SagaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var saga = new Saga(options ?? new());
        try
        {
            return await body(saga);
        }
        catch (Exception e) when (saga.Undoes(e))
        {
            await saga.CompensateAsync(e);
            throw;
        }
    }

    /// <summary>
    /// Runs a step whose undoing is registered before it runs, so it must bear that the step never happened.
    /// </summary>
    /// <param name="action">The step.</param>
    /// <param name="compensate">Undoes it; must be idempotent.</param>
    public Task StepAsync(Func<Task> action, Func<Task> compensate)
    {
        ArgumentNullException.ThrowIfNull(action);
        AddCompensation(compensate);
        return action();
    }

    /// <summary>
    /// Runs a step whose undoing is registered before it runs, so it must bear that the step never happened.
    /// </summary>
    /// <param name="action">The step.</param>
    /// <param name="compensate">Undoes it; must be idempotent.</param>
    public Task<T> StepAsync<T>(Func<Task<T>> action, Func<Task> compensate)
    {
        ArgumentNullException.ThrowIfNull(action);
        AddCompensation(compensate);
        return action();
    }

    /// <summary>Runs a step whose undoing needs its result, and is registered when it has succeeded.</summary>
    /// <param name="action">The step.</param>
    /// <param name="compensateWithResult">Undoes it; must be idempotent.</param>
    public async Task<T> StepAsync<T>(Func<Task<T>> action, Func<T, Task> compensateWithResult)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(compensateWithResult);
        var result = await action();
        AddCompensation(() => compensateWithResult(result));
        return result;
    }

    /// <summary>Registers what undoes something that was done without a step.</summary>
    public void AddCompensation(Func<Task> compensate)
    {
        ArgumentNullException.ThrowIfNull(compensate);
        compensations.Add(compensate);
    }

    /// <summary>The point of no return: nothing that was registered will be undone.</summary>
    public void Pivot() => compensations.Clear();

    private bool Undoes(Exception e) => compensations.Count > 0 && e is not ContinueAsNewException
        && (options.When?.Invoke(e) ?? Workflow.IsWorkflowFailure(e));

    private async Task CompensateAsync(Exception cause)
    {
        var failures = new List<Exception>();
        await Workflow.RunDetachedAsync(
            () => options.Parallel ? CompensateAllAsync(failures) : CompensateInTurnAsync(failures),
            options.CompensationTimeout);
        if (failures.Count > 0)
        {
            throw new CompensationFailedException(cause, failures);
        }
    }

    private async Task CompensateInTurnAsync(List<Exception> failures)
    {
        for (var i = compensations.Count - 1; i >= 0 && (failures.Count == 0 || options.ContinueOnError); i--)
        {
            await CompensateAsync(compensations[i], failures);
        }
    }

    private Task CompensateAllAsync(List<Exception> failures) => Task.WhenAll(
        Enumerable.Reverse(compensations).Select(compensate => CompensateAsync(compensate, failures)).ToArray());

    // A mistake in the code, unlike a failure, fails the workflow task, so that the code can be mended.
    private static async Task CompensateAsync(Func<Task> compensate, List<Exception> failures)
    {
        try
        {
            await compensate();
        }
        catch (Exception e) when (Workflow.IsWorkflowFailure(e))
        {
            failures.Add(e);
        }
    }
}
