using System.Runtime.CompilerServices;
using Cairn.Common;

namespace Cairn.Workflows;

/// <content>Steps: local activities whose code stands where it is called.</content>
public static partial class Workflow
{
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs code once for good: its result is kept in history, so that a replay takes it from there and does not run
    /// the code. In history it is a local activity of the step's name.
    /// </summary>
    /// <remarks>
    /// The code runs on the thread pool, outside of the workflow, and at least once: again after a failure, as the
    /// retry policy says, and again if the worker ends before history has the result. So it may do I/O, must be
    /// idempotent, may read what it captures but must not change it, and cannot use <see cref="Workflow"/>. What it
    /// finds, it returns. As with activities, the order of steps identifies them, and not their names: two of one name,
    /// in a loop or at two places, are two steps.
    /// </remarks>
    /// <param name="name">The name, for history and messages.</param>
    /// <param name="step">The code.</param>
    /// <param name="options">
    /// How to run it; null means the defaults. Without a timeout to close, an attempt takes up to 10 seconds.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    /// <exception cref="ArgumentException">
    /// The name is empty, reserved, longer than 1,000 bytes or not valid Unicode, or an option is wrong.
    /// </exception>
    public static Task<TResult> RunStepAsync<TResult>(
        string name,
        Func<StepContext, Task<TResult>> step,
        LocalActivityOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        RecordedText.RequireName(name, "The name of a step");
        ArgumentNullException.ThrowIfNull(step);
        WorkflowNames.RefuseReserved(name, "Step");
        var chosen = options ?? new();
        if (chosen is { StartToCloseTimeout: null, ScheduleToCloseTimeout: null })
        {
            chosen = (LocalActivityOptions)chosen.Clone();
            chosen.StartToCloseTimeout = StepLimit;
        }

        return Context.Outbound.ScheduleLocalActivityAsync<TResult>(new(name, [], chosen, null)
        {
            Site = new(callerFile, callerLine),
            Step = StepContext.DefinitionOf(name, step),
        });
    }

    /// <summary>Runs code without a result once for good; otherwise the same as the other overload.</summary>
    /// <inheritdoc cref="RunStepAsync{TResult}"/>
    public static Task RunStepAsync(
        string name,
        Func<StepContext, Task> step,
        LocalActivityOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(step);
        return RunStepAsync<Nothing>(
            name,
            async context =>
            {
                var running = step(context) ?? throw new InvalidOperationException(
                    $"The code of step {name} returned null instead of a task");
                await running.ConfigureAwait(false);
                return default;
            },
            options,
            callerFile,
            callerLine);
    }
}
