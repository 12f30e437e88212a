using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Reports findings in the severity that holds where they are.</summary>
internal sealed class Reporter(Strictness strictness, Action<Diagnostic> report)
{
    /// <summary>Reports what workflow code does itself.</summary>
    public void Report(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var isStrict = strictness.Holds(finding.Location);
            if (isStrict || IsReported(finding))
            {
                report(Determinism.Report.Direct(finding, isStrict));
            }
        }
    }

    /// <summary>Reports what a call in workflow code leads to.</summary>
    public void Report(ISymbol caller, Call call, Reached reached)
    {
        var isStrict = strictness.Holds(call.Location);
        if (isStrict || IsReported(reached.Finding))
        {
            report(Determinism.Report.Transitive(caller, call, reached, isStrict));
        }
    }

    // What is not known is no finding, unless strictness asks for it.
    private static bool IsReported(Finding finding) => finding.Rule != Rules.StateRules.Unknown;
}
