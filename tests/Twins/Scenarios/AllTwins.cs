using Cairn.Tests.Twins.Kit;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Which twin plays which scenario.</summary>
internal static class AllTwins
{
    /// <summary>Every twin, by its scenario.</summary>
    public static IReadOnlyDictionary<string, Twin> ByScenario { get; } = new[]
    {
        Values.Twins, Attempts.Twins, ActivityTimeouts.Twins, Timers.Twins, Entities.Twins, Updates.Twins,
        Children.Twins, Chains.Twins, Cancellations.Twins, Endings.Twins, Sagas.Twins, Locals.Twins, Others.Twins,
        Mended.Twins,
    }.SelectMany(family => family).ToDictionary(twin => twin.Scenario);
}
