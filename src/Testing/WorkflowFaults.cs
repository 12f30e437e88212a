using Cairn.Testing.Faults;

namespace Cairn.Testing;

/// <summary>
/// Finds out whether workflows stand what happens in production: workers that crash in a workflow task or after an
/// activity, activities that therefore run twice, signals that come late or twice.
/// </summary>
public static class WorkflowFaults
{
    /// <summary>
    /// Runs a test once for each seed, each time in an environment of its own that skips time. The seed decides what
    /// goes wrong; the same seed does the same again if the test gives its workflows fixed ids.
    /// </summary>
    /// <param name="test">
    /// Starts workers and workflows on the environment's client, and throws if something is not as it should be.
    /// </param>
    /// <param name="options">The seeds and how often things go wrong; null means the defaults.</param>
    /// <param name="cancellationToken">Stops before the next seed.</param>
    /// <returns>How many faults there were with all seeds.</returns>
    /// <exception cref="WorkflowFaultsException">A seed broke the test; the exception names it.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static async Task<int> ExploreAsync(
        Func<WorkflowEnvironment, Task> test,
        WorkflowFaultsOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        var chosen = options ?? new();
        chosen.ThrowIfInvalid();
        var count = 0;
        for (var seed = chosen.FirstSeed; seed - chosen.FirstSeed < chosen.Seeds; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var faults = new CallFaults(seed, chosen);
            var env = await WorkflowEnvironment.StartFaultyAsync(chosen.Environment, faults).ConfigureAwait(false);
            await using (env.ConfigureAwait(false))
            {
                try
                {
                    await test(env).ConfigureAwait(false);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new WorkflowFaultsException(seed, faults.Injected, e);
                }
            }

            count += faults.Injected.Count;
        }

        return count;
    }
}
