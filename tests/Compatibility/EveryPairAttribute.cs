using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Cairn.Tests.Compatibility;

/// <summary>
/// The test is played with a worker of each language (its first argument) and a client of each (its second). It is a
/// row of docs/compatibility.md, by its name.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryPairAttribute : DataAttribute
{
    /// <summary>Who works and who asks.</summary>
    public static IReadOnlyList<(Language Worker, Language Client)> Pairs { get; } =
    [
        .. from worker in Enum.GetValues<Language>()
           from client in Enum.GetValues<Language>()
           select (worker, client),
    ];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Pairs.Select(pair => new TheoryDataRow<Language, Language>(pair.Worker, pair.Client))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
