using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Tests.Replay.Stories;

/// <summary>One way through the state graphs, as a server could record it.</summary>
/// <param name="Name">What happens, as a sentence.</param>
/// <param name="Script">What the code asks for in each step.</param>
/// <param name="Play">What it meets.</param>
/// <param name="Jobs">What it is told in each step, by kind.</param>
internal sealed record Story(string Name, WorkflowCommand[][] Script, Action<Run> Play, params string[] Jobs)
{
    /// <summary>The stories of every concept that has a table.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        .. ActivityStories.All, .. TimerStories.All, .. ChildStories.All, .. ExternalStories.All,
        .. UpdateStories.All, .. LocalActivityStories.All,
    ];

    /// <summary>Plays it.</summary>
    public Run Tell(ITransitionObserver? observer = null)
    {
        var run = new Run(observer, Script);
        Play(run);
        return run;
    }
}
