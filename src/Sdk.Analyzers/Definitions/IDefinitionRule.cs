using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>Looks at one type for what the SDK would refuse, or what callers would not reach.</summary>
internal interface IDefinitionRule
{
    /// <summary>What is wrong with the type.</summary>
    IEnumerable<Finding> Find(INamedTypeSymbol type);
}
