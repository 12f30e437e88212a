using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Cairn.Tests.Compatibility;

/// <summary>The test is played with a worker in each language.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothLanguagesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Language>().Select(language => new TheoryDataRow<Language>(language))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
