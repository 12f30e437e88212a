using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Sdk.Analyzers;

/// <summary>An analyzer of workflow code. It does nothing in a compilation that does not know the SDK.</summary>
public abstract class WorkflowAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (WorkflowCode.Of(start.Compilation) is { } code)
            {
                Register(start, code);
            }
        });
    }

    /// <summary>Says what to look at in a compilation that knows the SDK.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, WorkflowCode code);
}
