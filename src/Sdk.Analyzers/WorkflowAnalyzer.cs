using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers;

/// <summary>
/// An analyzer of a family of rules. It does nothing in a compilation that does not know the SDK. What to look at is
/// said to an <see cref="Analysis"/>.
/// </summary>
public abstract class WorkflowAnalyzer : DiagnosticAnalyzer
{
    private ImmutableArray<DiagnosticDescriptor> descriptors;

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => descriptors.IsDefault
        ? descriptors = [.. Rules.Select(each => each.Descriptor)]
        : descriptors;

    /// <summary>The rules that it finds broken.</summary>
    private protected abstract IEnumerable<Rule> Rules { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (WorkflowCode.Of(start.Compilation) is { } code)
            {
                Register(new(start, code));
            }
        });
    }

    /// <summary>Says what to look at in a compilation that knows the SDK.</summary>
    private protected abstract void Register(Analysis analysis);
}
