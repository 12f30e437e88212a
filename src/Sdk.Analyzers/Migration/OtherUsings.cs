using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Sdk.Analyzers.Migration;

/// <summary>Usings of Temporal's SDK in code that uses this one.</summary>
internal static class OtherUsings
{
    private const string Root = "Temporalio";

    /// <summary>Looks at a using.</summary>
    public static IEnumerable<Finding> Find(UsingDirectiveSyntax directive)
    {
        if (directive.Name?.ToString() is { } text
            && (text == Root || text.StartsWith(Root + ".", StringComparison.Ordinal)))
        {
            var instead = "Cairn" + text.Substring(Root.Length);
            yield return new(MigrationRules.OtherNamespace, text, instead, directive.Name.GetLocation())
            {
                Fix = instead,
            };
        }
    }
}
