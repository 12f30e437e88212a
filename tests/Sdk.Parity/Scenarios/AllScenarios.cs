namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Every scenario.</summary>
internal static class AllScenarios
{
    public static IEnumerable<Scenario> All =>
    [
        .. Activities.All,
        .. Locals.All,
        .. Timers.All,
        .. Children.All,
        .. Messages.All,
        .. Chains.All,
        .. Versions.All,
        .. Cancellations.All,
        .. Failures.All,
        .. Coded.All,
    ];
}
