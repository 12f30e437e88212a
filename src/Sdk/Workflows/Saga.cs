using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>
/// A sequence of steps that are undone when one fails. It makes no commands of its own: history has only the steps.
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

    /// <summary>Runs the body; if it fails in a way that closes the workflow, undoes its steps and rethrows.</summary>
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

    /// <summary>Runs the body; if it fails in a way that closes the workflow, undoes its steps and rethrows.</summary>
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
    /// Registers a compensation, then runs the step. The compensation must work even if the step never ran.
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
    /// Registers a compensation, then runs the step. The compensation must work even if the step never ran.
    /// </summary>
    /// <param name="action">The step.</param>
    /// <param name="compensate">Undoes it; must be idempotent.</param>
    public Task<T> StepAsync<T>(Func<Task<T>> action, Func<Task> compensate)
    {
        ArgumentNullException.ThrowIfNull(action);
        AddCompensation(compensate);
        return action();
    }

    /// <summary>Runs a step, then registers a compensation that takes the step's result.</summary>
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

    /// <summary>Registers a compensation for something that was not done by a step.</summary>
    public void AddCompensation(Func<Task> compensate)
    {
        ArgumentNullException.ThrowIfNull(compensate);
        compensations.Add(compensate);
    }

    /// <summary>Drops all compensations: the steps so far will not be undone.</summary>
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

    // A bug in the code, unlike a failure, fails the workflow task, so that the code can be repaired.
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
