using System.Runtime.CompilerServices;

namespace Cairn.Workflows;

/// <content>
/// Timers, conditions and tasks. The number of scheduler hops of each decides the order of commands and never changes.
/// </content>
public static partial class Workflow
{
    /// <summary>Waits for a durable timer.</summary>
    /// <param name="millisecondsDelay">How long, in milliseconds; 0 counts as 1, -1 waits for ever.</param>
    /// <param name="cancellationToken">The token that cancels the timer; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    public static Task DelayAsync(
        int millisecondsDelay,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        DelayAsync(TimeSpan.FromMilliseconds(millisecondsDelay), cancellationToken, callerFile, callerLine);

    /// <summary>Waits for a durable timer.</summary>
    /// <param name="delay">
    /// How long; zero counts as 1 ms, <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.
    /// </param>
    /// <param name="cancellationToken">The token that cancels the timer; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Task DelayAsync(
        TimeSpan delay,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        Context.Outbound.DelayAsync(new(delay, cancellationToken, null) { Site = new(callerFile, callerLine) });

    /// <summary>Waits for a durable timer.</summary>
    public static Task DelayWithOptionsAsync(
        DelayOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Context.Outbound.DelayAsync(
            new(options.Delay, options.CancellationToken, options.Summary) { Site = new(callerFile, callerLine) });
    }

    /// <summary>Waits until a condition holds. It is evaluated after each step of the workflow.</summary>
    /// <param name="conditionCheck">The condition; it must not change anything.</param>
    /// <param name="cancellationToken">The token that cancels the wait; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    public static Task WaitConditionAsync(
        Func<bool> conditionCheck,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        return Context.Conditions.WaitAsync(conditionCheck, cancellationToken, new(callerFile, callerLine));
    }

    /// <summary>Waits until a condition holds, but no longer than the timeout.</summary>
    /// <returns>Whether the condition holds.</returns>
    public static Task<bool> WaitConditionAsync(
        Func<bool> conditionCheck,
        int timeoutMilliseconds,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        return WaitConditionAsync(
            conditionCheck, TimeSpan.FromMilliseconds(timeoutMilliseconds), cancellationToken, callerFile, callerLine);
    }

    /// <summary>Waits until a condition holds, but no longer than the timeout.</summary>
    /// <param name="conditionCheck">The condition; it must not change anything.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">The token that cancels the wait; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <returns>Whether the condition holds.</returns>
    public static Task<bool> WaitConditionAsync(
        Func<bool> conditionCheck,
        TimeSpan timeout,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        return Context.Conditions.WaitAsync(
            conditionCheck, timeout, null, cancellationToken, new(callerFile, callerLine));
    }

    /// <summary>Waits until a condition holds, with a timeout if the options have one.</summary>
    /// <returns>Whether the condition holds.</returns>
    public static async Task<bool> WaitConditionWithOptionsAsync(
        WaitConditionOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Timeout is { } timeout)
        {
            return await Context.Conditions.WaitAsync(
                options.ConditionCheck,
                timeout,
                options.TimeoutSummary,
                options.CancellationToken,
                new(callerFile, callerLine));
        }

        await Context.Conditions.WaitAsync(
            options.ConditionCheck, options.CancellationToken, new(callerFile, callerLine));
        return true;
    }

    /// <summary>
    /// The deterministic Task.Run: runs a function concurrently with the caller, on the workflow's thread.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="cancellationToken">The token that prevents the start; by default the workflow's own token.</param>
    public static Task RunTaskAsync(Func<Task> function, CancellationToken? cancellationToken = null) =>
        Context.Tasks.Start(function, cancellationToken ?? Context.DefaultToken);

    /// <summary>
    /// The deterministic Task.Run: runs a function concurrently with the caller, on the workflow's thread.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="cancellationToken">The token that prevents the start; by default the workflow's own token.</param>
    public static Task<TResult> RunTaskAsync<TResult>(
        Func<Task<TResult>> function, CancellationToken? cancellationToken = null) =>
        Context.Tasks.Start(function, cancellationToken ?? Context.DefaultToken);

    /// <summary>
    /// Runs a function whose calls are not cancelled with the workflow: their default token is a separate one, which is
    /// never cancelled, or only after the timeout.
    /// </summary>
    /// <param name="function">The function, such as a clean-up after a cancellation.</param>
    /// <param name="timeout">When its calls are cancelled, by a durable timer; null means never.</param>
    public static async Task RunDetachedAsync(Func<Task> function, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (timeout is null)
        {
            CancellationScope.Begin(CancellationToken.None);
            await function();
            return;
        }

        TimerCalls.RequireDelay(timeout.Value, nameof(timeout));
        using var stop = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        Context.Tasks.Observe(
            CancelLateAsync(Context.Timers.DelayAsync(timeout.Value, null, stop.Token, default), late));
        CancellationScope.Begin(late.Token);
        try
        {
            await function();
        }
        finally
        {
            stop.Cancel();
        }
    }

    /// <summary>Waits for the first task to end.</summary>
    public static Task<Task> WhenAnyAsync(params Task[] tasks) => Task.WhenAny(tasks);

    /// <summary>Waits for the first task to end.</summary>
    public static Task<Task> WhenAnyAsync(IEnumerable<Task> tasks) => Task.WhenAny(tasks);

    /// <summary>Waits for the first task to end.</summary>
    public static async Task<Task<TResult>> WhenAnyAsync<TResult>(params Task<TResult>[] tasks) =>
        (Task<TResult>)await Task.WhenAny((Task[])tasks);

    /// <summary>Waits for the first task to end.</summary>
    public static async Task<Task<TResult>> WhenAnyAsync<TResult>(IEnumerable<Task<TResult>> tasks) =>
        (Task<TResult>)await Task.WhenAny((IEnumerable<Task>)tasks);

    /// <summary>Waits for all tasks to end.</summary>
    public static Task WhenAllAsync(IEnumerable<Task> tasks) => Task.WhenAll(tasks);

    /// <summary>Waits for all tasks to end.</summary>
    public static Task WhenAllAsync(params Task[] tasks) => Task.WhenAll(tasks);

    /// <summary>Waits for all tasks to end.</summary>
    public static Task<TResult[]> WhenAllAsync<TResult>(IEnumerable<Task<TResult>> tasks) => Task.WhenAll(tasks);

    /// <summary>Waits for all tasks to end.</summary>
    public static Task<TResult[]> WhenAllAsync<TResult>(params Task<TResult>[] tasks) => Task.WhenAll(tasks);

    private static async Task CancelLateAsync(Task timer, CancellationTokenSource late)
    {
        if (await Task.WhenAny(timer) is { IsCompletedSuccessfully: true })
        {
            late.Cancel();
        }
    }
}
