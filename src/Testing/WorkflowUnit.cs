using Cairn.Workflows;

namespace Cairn.Testing;

/// <summary>
/// Runs workflow code in a unit test, without engine, worker and payloads: the members of <see cref="Workflow"/> work,
/// and time jumps from one timer to the next. It is for workflows that call their activities through an interface: the
/// test gives them an implementation of its own.
/// </summary>
public static class WorkflowUnit
{
    private const string Name = "of the unit test";

    /// <summary>Runs workflow code to its end.</summary>
    /// <param name="run">The code, such as a call of a run method.</param>
    /// <exception cref="InvalidOperationException">
    /// The code calls an activity, a child or another workflow through <see cref="Workflow"/>.
    /// </exception>
    /// <exception cref="WorkflowStuckException">The code waits for something that cannot come.</exception>
    public static Task RunAsync(Func<Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.Run(() => new LoneRun(run).Run(
            DateTime.UtcNow, waitsFor => new WorkflowStuckException(Name, waitsFor)));
    }

    /// <summary>Runs workflow code to its end.</summary>
    /// <param name="run">The code, such as a call of a run method.</param>
    /// <returns>The result of the code.</returns>
    /// <exception cref="InvalidOperationException">
    /// The code calls an activity, a child or another workflow through <see cref="Workflow"/>.
    /// </exception>
    /// <exception cref="WorkflowStuckException">The code waits for something that cannot come.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        T result = default!;
        await RunAsync(async () => { result = await run().ConfigureAwait(true); }).ConfigureAwait(false);
        return result;
    }
}
