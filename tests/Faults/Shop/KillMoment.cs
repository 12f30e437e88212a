namespace Cairn.Tests.Faults.Shop;

/// <summary>When a process is killed.</summary>
/// <param name="Phase">The phase that it must have reached.</param>
/// <param name="After">How long after that.</param>
internal readonly record struct KillMoment(Phase Phase, TimeSpan After)
{
    /// <summary>Draws one: a fifth during start-up, a fifth during recovery, the others while it serves.</summary>
    public static KillMoment Draw(Random random) => random.Next(10) switch
    {
        < 2 => new(Phase.StartUp, Within(random, 120)),
        < 4 => new(Phase.Recovery, Within(random, 400)),
        _ => new(Phase.Service, Within(random, 900)),
    };

    private static TimeSpan Within(Random random, int milliseconds) =>
        TimeSpan.FromMilliseconds(random.NextDouble() * milliseconds);
}
