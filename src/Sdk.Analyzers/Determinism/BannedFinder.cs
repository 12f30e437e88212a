using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>
/// Finds what the project itself forbids in workflow code: <c>Cairn.BannedApis.txt</c>, an additional file with a
/// documentation id in each line, and after a semicolon what to use instead.
/// </summary>
internal sealed class BannedFinder : IFinder
{
    private const string FileName = "Cairn.BannedApis.txt";
    private const string Instead = "an activity or Workflow.RunStepAsync";

    private readonly Dictionary<ISymbol, string> banned = new(SymbolEqualityComparer.Default);
    private readonly List<(string Namespace, string Instead)> namespaces = [];
    private readonly List<Finding> wrong = [];

    /// <summary>Reads the file, if the project has it.</summary>
    public BannedFinder(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        foreach (var file in options.AdditionalFiles.Where(each => Path.GetFileName(each.Path) == FileName))
        {
            if (file.GetText(cancellation) is { } text)
            {
                Read(compilation, file.Path, text);
            }
        }
    }

    /// <summary>Whether there is something to find.</summary>
    public bool IsEmpty => banned.Count == 0 && namespaces.Count == 0;

    /// <summary>Lines that are no documentation id.</summary>
    public IReadOnlyList<Finding> Wrong => wrong;

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code)
    {
        ISymbol? symbol = operation switch
        {
            IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IMemberReferenceOperation reference => reference.Member,
            _ => null,
        };
        if (symbol is not null && InsteadOf(symbol.OriginalDefinition) is { } instead)
        {
            yield return new(StateRules.Services, Naming.Of(symbol), instead, Places.Of(operation));
        }
    }

    private string? InsteadOf(ISymbol symbol)
    {
        for (var each = symbol; each is not null; each = each.ContainingSymbol)
        {
            if (each is INamespaceSymbol space)
            {
                var name = space.ToDisplayString();
                return namespaces.FirstOrDefault(one => name == one.Namespace
                    || name.StartsWith(one.Namespace + ".", StringComparison.Ordinal)).Instead;
            }

            if (banned.TryGetValue(each, out var instead))
            {
                return instead;
            }
        }

        return null;
    }

    private void Read(Compilation compilation, string path, SourceText text)
    {
        foreach (var line in text.Lines)
        {
            var parts = line.ToString().Split(['/', '/'], 2)[0].Split([';'], 2);
            var id = parts[0].Trim();
            var instead = parts.Length > 1 && parts[1].Trim() is { Length: > 0 } given ? given : Instead;
            if (id.StartsWith("N:", StringComparison.Ordinal))
            {
                namespaces.Add((id.Substring(2), instead));
            }
            else if (id is ['T' or 'M' or 'P' or 'F' or 'E', ':', ..])
            {
                foreach (var symbol in DocumentationCommentId.GetSymbolsForDeclarationId(id, compilation))
                {
                    banned[symbol] = instead;
                }
            }
            else if (id.Length > 0)
            {
                var place = Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
                wrong.Add(new(StateRules.Services, id, "a documentation id, such as T:Shop.Client", place));
            }
        }
    }
}
