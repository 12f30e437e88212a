using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>A place in code that calls a method, an accessor or a constructor.</summary>
/// <param name="Target">What is called.</param>
/// <param name="Location">Where.</param>
/// <param name="IsExact">Whether it is that code, and not an override of it.</param>
internal sealed record Call(IMethodSymbol Target, Location Location, bool IsExact);
