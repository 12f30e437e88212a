using Cairn.Common;

namespace Cairn.Tests.Twins.Kit;

/// <summary>A scenario of the recordings, played by Cairn's own SDK.</summary>
/// <param name="Scenario">The name that the recording has.</param>
/// <param name="PlayAsync">Plays it.</param>
internal sealed record Twin(string Scenario, Func<Play, Task> PlayAsync)
{
    /// <summary>Whether a worker runs from the start; else the scenario starts its own.</summary>
    public bool HasWorker { get; init; } = true;

    /// <summary>Fields that this recording does not have.</summary>
    public IReadOnlyCollection<string> Drop { get; init; } = [];

    /// <summary>
    /// Whether the machine was too slow for what the scenario shows, which a limit of real time bounds: then it is
    /// played again.
    /// </summary>
    public Func<WorkflowHistory, bool> IsTooSlow { get; init; } = _ => false;
}
