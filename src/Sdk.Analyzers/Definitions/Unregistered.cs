using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cairn.Sdk.Analyzers.Definitions;

/// <summary>
/// Workflows of a program that registers others. What a program does with a type is known by its name only: as a type
/// argument, or in <c>typeof</c>.
/// </summary>
internal sealed class Unregistered : IDefinitionRule
{
    private const string Add = "AddWorkflow";

    // They are for callers.
    private static readonly HashSet<string> OfCallers =
    [
        "WorkflowHandle", "ChildWorkflowHandle", "ExternalWorkflowHandle", "GetWorkflowHandle",
        "GetExternalWorkflowHandle", "Func", "Expression",
    ];

    private readonly WorkflowCode code;
    private readonly Lazy<HashSet<string>?> registered;

    public Unregistered(WorkflowCode code)
    {
        this.code = code;
        registered = new(Read);
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(INamedTypeSymbol type)
    {
        if (code.IsWorkflow(type) && !type.IsAbstract && registered.Value?.Contains(type.Name) == false)
        {
            const string Instead = "add it to the options of the worker by AddWorkflow";
            yield return new(DefinitionRules.NotRegistered, type.Name, Instead, type.Locations[0]);
        }
    }

    // Null if it cannot be known: a library, a program without workers, types that only the run time knows.
    private HashSet<string>? Read()
    {
        if (code.Compilation.Options.OutputKind
            is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication))
        {
            return null;
        }

        var names = new HashSet<string>();
        var registers = false;
        foreach (var node in code.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()))
        {
            switch (node)
            {
                case IdentifierNameSyntax { Identifier.ValueText: "AddDiscovered" }:
                case InvocationExpressionSyntax call when IsUnknown(call):
                    return null;
                case GenericNameSyntax generic when !OfCallers.Contains(generic.Identifier.ValueText):
                    registers |= generic.Identifier.ValueText == Add;
                    names.UnionWith(generic.TypeArgumentList.Arguments.Select(NameOf));
                    break;
                case TypeOfExpressionSyntax type:
                    names.Add(NameOf(type.Type));
                    break;
                case IdentifierNameSyntax { Identifier.ValueText: Add }:
                    registers = true;
                    break;
                default:
                    break;
            }
        }

        return registers ? names : null;
    }

    private static bool IsUnknown(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: Add } }
        && !call.ArgumentList.Arguments.Any(each => each.Expression is TypeOfExpressionSyntax);

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => type.ToString(),
    };
}
