using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>A finding that a method leads to.</summary>
/// <param name="Finding">What is at the end.</param>
/// <param name="Chain">The methods and static members on the way, the called one first.</param>
/// <param name="Places">The calls on the way, from the called method on.</param>
internal sealed record Reached(
    Finding Finding, IReadOnlyList<ISymbol> Chain, IReadOnlyList<Location> Places);
