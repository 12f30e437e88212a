using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// LINQ copies a collection by its count before it orders it, which throws when a concurrent dictionary grows
/// meanwhile. ToArray of the dictionary itself is a snapshot.
/// </summary>
internal static class LiveOrders
{
    /// <summary>Reports every concurrent dictionary that is ordered, listed or spread without a snapshot.</summary>
    public static IEnumerable<string> Check(SourceFile file)
    {
        if (!file.IsUnder("src"))
        {
            yield break;
        }

        var root = file.Syntax();
        var fields = root.DescendantNodes().OfType<VariableDeclarationSyntax>()
            .Where(declared => declared.Type.ToString().StartsWith("ConcurrentDictionary<", StringComparison.Ordinal))
            .SelectMany(declared => declared.Variables)
            .Select(variable => variable.Identifier.Text)
            .ToHashSet();
        var copies = root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(call => call.Name.Identifier.Text is "OrderBy" or "OrderByDescending" or "ToList" or "Reverse")
            .Select(call => call.Expression)
            .Concat(root.DescendantNodes().OfType<SpreadElementSyntax>().Select(spread => spread.Expression));
        foreach (var copied in copies.OfType<IdentifierNameSyntax>().Where(name => fields.Contains(name.ToString())))
        {
            yield return $"{file.Path}:{SourceFile.LineOf(copied)}: {copied} may grow meanwhile: take ToArray() first";
        }
    }
}
