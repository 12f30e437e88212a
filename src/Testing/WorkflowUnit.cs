using System.Runtime.CompilerServices;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Testing;

/// <summary>
/// Runs workflow code in a unit test, without engine, worker and payloads: the members of <see cref="Workflow"/> work,
/// and time jumps from one timer to the next. It is for workflows that call their activities through an interface: the
/// test gives them an implementation of its own.
/// </summary>
public static class WorkflowUnit
{
    private const int LongestName = 100;

    // As in an environment that skips time.
    private static readonly TimeSpan UsualLimit = new WorkflowEnvironmentStartTimeSkippingOptions().SkipLimit;

    /// <summary>Runs workflow code to its end.</summary>
    /// <param name="run">The code, such as a call of a run method.</param>
    /// <param name="skipLimit">
    /// How much time may be skipped, more than 0; null, the default, means 3,660 days. No more than 25,600 timers fire.
    /// </param>
    /// <param name="code">Filled by the compiler, for messages.</param>
    /// <exception cref="InvalidOperationException">
    /// The code calls an activity, a child or another workflow through <see cref="Workflow"/>, or returns null.
    /// </exception>
    /// <exception cref="WorkflowStuckException">The code waits for something that cannot come.</exception>
    /// <exception cref="TimeoutException">The code waits for one timer after the other.</exception>
    /// <exception cref="InvalidWorkflowOperationException">
    /// The code runs for more than two seconds without an await that waits. A loop without end goes on, on a thread of
    /// its own.
    /// </exception>
    public static Task RunAsync(
        Func<Task> run,
        TimeSpan? skipLimit = null,
        [CallerArgumentExpression(nameof(run))] string code = "")
    {
        ArgumentNullException.ThrowIfNull(run);
        var limit = skipLimit ?? UsualLimit;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(skipLimit));
        var name = NameOf(code);
        return new LoneRun(run, name).RunAsync(limit, waitsFor => new WorkflowStuckException(name, waitsFor));
    }

    /// <summary>Runs workflow code to its end.</summary>
    /// <returns>The result of the code.</returns>
    /// <inheritdoc cref="RunAsync(Func{Task}, TimeSpan?, string)"/>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> run,
        TimeSpan? skipLimit = null,
        [CallerArgumentExpression(nameof(run))] string code = "")
    {
        ArgumentNullException.ThrowIfNull(run);
        T result = default!;
        await RunAsync(() => run() is { } running ? KeepAsync(running) : null!, skipLimit, code).ConfigureAwait(false);
        return result;

        async Task KeepAsync(Task<T> running) => result = await running.ConfigureAwait(true);
    }

    // The call in a lambda, as far as it fits into a message.
    private static string NameOf(string code)
    {
        var words = string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var call = words.StartsWith("() => ", StringComparison.Ordinal) ? words["() => ".Length..] : words;
        return call.Length <= LongestName ? call : call[..LongestName] + "...";
    }
}
