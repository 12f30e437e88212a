using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Code;

/// <summary>
/// Which code of a compilation is workflow code, and what it consists of. Code is read when a rule asks for it: a
/// project pays for its workflows and for what they call, and for nothing else.
/// </summary>
internal sealed class WorkflowCode
{
    private static readonly ConditionalWeakTable<Compilation, WorkflowCode> Known = new();

    private readonly Compilation compilation;
    private readonly ConcurrentDictionary<ISymbol, MemberCode> members = new(SymbolEqualityComparer.Default);

    private WorkflowCode(Compilation compilation, Symbols symbols)
    {
        this.compilation = compilation;
        Symbols = symbols;
    }

    /// <summary>The symbols of the SDK.</summary>
    public Symbols Symbols { get; }

    /// <summary>The compilation.</summary>
    public Compilation Compilation => compilation;

    /// <summary>That of a compilation, shared by all analyzers; null if it does not know the SDK.</summary>
    public static WorkflowCode? Of(Compilation compilation)
    {
        if (Known.TryGetValue(compilation, out var known))
        {
            return known;
        }

        return Symbols.Find(compilation) is { } symbols
            ? Known.GetValue(compilation, each => new(each, symbols))
            : null;
    }

    /// <summary>Whether the type is a workflow.</summary>
    public bool IsWorkflow(INamedTypeSymbol type) => Symbols.Has(type, Symbols.WorkflowAttribute);

    /// <summary>
    /// The workflow code of a workflow's type: instance members, constructors and initialisers, of base classes in
    /// this compilation too. Static members are helpers: they count where workflow code calls them.
    /// </summary>
    public IEnumerable<MemberCode> MembersOf(INamedTypeSymbol workflow)
    {
        for (var type = workflow; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            var definition = type.OriginalDefinition;
            if (definition.DeclaringSyntaxReferences.IsEmpty)
            {
                break;
            }

            foreach (var member in definition.GetMembers())
            {
                if (!member.IsStatic && !(member is IMethodSymbol method && Symbols.RunsElsewhere(method)))
                {
                    yield return Of(member);
                }
            }
        }
    }

    /// <summary>Whether <c>[Deterministic]</c> stands on the member, its property or a type around it.</summary>
    public bool IsTrusted(ISymbol member)
    {
        for (var each = member; each is not null and not INamespaceSymbol; each = each.ContainingSymbol)
        {
            if (Symbols.Has(each, Symbols.DeterministicAttribute)
                || (each is IMethodSymbol { AssociatedSymbol: { } property }
                    && Symbols.Has(property, Symbols.DeterministicAttribute)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the member is written by a generator: what that does is its author's affair.</summary>
    public bool IsGenerated(ISymbol member)
    {
        for (var each = member; each is not null and not INamespaceSymbol; each = each.ContainingSymbol)
        {
            if (Symbols.Has(each, Symbols.GeneratedCodeAttribute))
            {
                return true;
            }
        }

        return member.DeclaringSyntaxReferences.Length > 0
            && member.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
    }

    /// <summary>
    /// The code of a member of this compilation; empty if it has none. That of a static member is what it is made from:
    /// its initialiser, or what the static constructor sets it to.
    /// </summary>
    public MemberCode Of(ISymbol member) => members.GetOrAdd(
        member.OriginalDefinition,
        each => new(this, each, [.. Read(each)]));

    /// <summary>The code that runs when an object of the type is made, besides its constructor.</summary>
    public IEnumerable<MemberCode> InitialisersOf(INamedTypeSymbol type) => type.OriginalDefinition.GetMembers()
        .Where(each => !each.IsStatic && each is IFieldSymbol or IPropertySymbol && !IsTrusted(each))
        .Select(Of);

    private IEnumerable<IOperation> Read(ISymbol member)
    {
        var written = ReadSource(member).ToList();
        return written.Count > 0 || member is not ({ IsStatic: true } and (IFieldSymbol or IPropertySymbol))
            ? written
            : member.ContainingType.StaticConstructors
                .SelectMany(each => Of(each).Operations)
                .OfType<ISimpleAssignmentOperation>()
                .Where(each => each.Target is IMemberReferenceOperation { Member: { } target }
                    && Symbols.Same(target, member))
                .Select(each => each.Value);
    }

    private IEnumerable<IOperation> ReadSource(ISymbol member)
    {
        var declared = member is IMethodSymbol { PartialImplementationPart: { } part } ? part : member;
        foreach (var reference in declared.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax();
            var model = compilation.ContainsSyntaxTree(syntax.SyntaxTree)
                ? compilation.GetSemanticModel(syntax.SyntaxTree)
                : null;
            foreach (var node in NodesOf(syntax))
            {
                if (model?.GetOperation(node) is { } operation)
                {
                    yield return operation;
                }
            }
        }
    }

    private static IEnumerable<SyntaxNode> NodesOf(SyntaxNode syntax) => syntax switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax => [syntax],
        VariableDeclaratorSyntax { Initializer: { } initializer } => [initializer],
        PropertyDeclarationSyntax { Initializer: { } initializer } => [initializer],
        // A primary constructor: only the arguments for the base class are code.
        TypeDeclarationSyntax { BaseList.Types: var types } =>
            types.OfType<PrimaryConstructorBaseTypeSyntax>(),
        _ => [],
    };
}
