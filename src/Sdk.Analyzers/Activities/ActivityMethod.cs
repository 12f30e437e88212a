using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>An activity that a call names.</summary>
/// <param name="Method">The method with the attribute.</param>
/// <param name="Type">The class or interface on which it is called.</param>
internal sealed record ActivityMethod(IMethodSymbol Method, INamedTypeSymbol Type);
