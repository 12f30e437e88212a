using Cairn.Sdk.Analyzers.Apis;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>All finders of a compilation.</summary>
internal static class Finders
{
    /// <summary>The finders.</summary>
    /// <param name="compilation">The compilation that code belongs to.</param>
    /// <param name="symbols">Its symbols.</param>
    /// <param name="isStrict">Whether calls of unknown code are findings.</param>
    public static List<IFinder> Of(Compilation compilation, Symbols symbols, bool isStrict) =>
    [
        new ApiFinder(new(compilation, TimeApis.All.Concat(ThreadApis.All).Concat(StateApis.All))),
        new TaskFinder(symbols),
        new LockFinder(),
        new StaticFinder(compilation),
        new IterationFinder(symbols),
        new CodeFinder(compilation),
        new CultureFinder(),
        new SummaryFinder(compilation, isStrict),
    ];
}
