using Cairn.Sdk.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Rules of others that are silent in workflows.</summary>
public class SuppressorTests
{
    [Fact]
    public async Task A_rule_that_does_not_hold_for_workflows_is_silent_in_them_only()
    {
        var compilation = Analyzed.Compile(
            [
                """
                [Workflow]
                public class W
                {
                    [WorkflowRun]
                    public async Task RunAsync() { }
                }

                public class Plain
                {
                    public async Task RunAsync() { }
                }
                """,
            ]);

        var found = await compilation
            .WithAnalyzers([new WorkflowSuppressor()], new CompilationWithAnalyzersOptions(
                new([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["4 True", "9 False"],
            found.Where(each => each.Id == "CS1998")
                .OrderBy(each => each.Location.SourceSpan.Start)
                .Select(each => $"{each.Location.GetLineSpan().StartLinePosition.Line} {each.IsSuppressed}"));
    }
}
