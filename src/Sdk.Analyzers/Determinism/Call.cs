using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>A place in code that runs other code.</summary>
/// <param name="Target">The method, accessor or constructor; or a static member, whose initialiser runs.</param>
/// <param name="Location">Where.</param>
/// <param name="IsExact">Whether it is that code, and not an override of it.</param>
internal sealed record Call(ISymbol Target, Location Location, bool IsExact)
{
    /// <summary>The operation; null if it is a call from elsewhere.</summary>
    public IOperation? Operation { get; init; }
}
