using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Migration;

/// <summary>Assemblies whose generated code was written for an older major version of the SDK.</summary>
internal static class OldAssemblies
{
    private const string Sdk = "Cairn.Sdk";

    /// <summary>Looks at what a compilation refers to.</summary>
    public static IEnumerable<Finding> Find(Compilation compilation)
    {
        var referenced = compilation.SourceModule.ReferencedAssemblySymbols;
        if (referenced.FirstOrDefault(each => each.Name == Sdk) is not { Identity.Version.Major: var major })
        {
            return [];
        }

        return from assembly in referenced
            from used in assembly.Modules.SelectMany(each => each.ReferencedAssemblies)
            where used.Name == Sdk && used.Version.Major < major
            select new Finding(
                MigrationRules.OldAssembly,
                $"{assembly.Name} was built with {Sdk} {used.Version.ToString(3)}",
                $"build it anew with {Sdk} {major}",
                Location.None);
    }
}
