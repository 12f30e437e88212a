using Cairn.Sdk.Analyzers.Determinism;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Code of other assemblies that workflow code calls.</summary>
public class LibraryTests
{
    private const string Library =
        """
        namespace Library;

        public static class Pricing
        {
            public static int Quote(int count) => count * Rates.Today();
            public static int Add(int one) => one + 1;
            [Deterministic(Justification = "Only for logs.")]
            public static int Trusted() => Rates.Today();
        }

        public class Stamp
        {
            public System.Guid Id { get; } = System.Guid.NewGuid();
            public System.DateTime Now => System.DateTime.Now;
        }

        internal static class Rates
        {
            public static int Today() => System.DateTime.UtcNow.Day;
        }
        """;

    private const string Workflow =
        """
        using Library;

        [Workflow]
        public class W
        {
            [WorkflowRun]
            public Task RunAsync() => Task.FromResult(
                Pricing.Quote(1) + Pricing.Add(1) + Pricing.Trusted() + new Stamp().Now.Day + Helper());

            private static int Helper() => Pricing.Quote(2);
        }
        """;

    [Fact]
    public async Task A_library_with_summaries_says_what_its_methods_lead_to()
    {
        var found = await Analyzed.DiagnosticsAsync(
            Analyzed.Compile([Workflow], "Workflows", Libraries.Compile(Library)));

        Assert.Equal(
            [
                "CAIRN0101 Pricing.Quote -> Rates.Today -> DateTime.UtcNow",
                "CAIRN0101 RunAsync -> W.Helper -> Pricing.Quote -> Rates.Today -> DateTime.UtcNow",
                "CAIRN0101 Stamp.Now -> DateTime.Now",
                "CAIRN0105 new Stamp -> Guid.NewGuid",
            ],
            found
                .Select(each => $"{each.Id} {each.GetMessage(null)}")
                .Select(text => text.Split([" reads", " makes"], StringSplitOptions.None)[0])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_library_without_summaries_nothing_is_known() => Assert.Empty(
        await Analyzed.DiagnosticsAsync(
            Analyzed.Compile([Workflow], "Workflows", Libraries.Compile(Library, withSummary: false))));

    [Fact]
    public async Task Strictness_is_content_with_a_library_that_was_looked_at()
    {
        const string Calling =
            """
            [Workflow]
            public class W
            {
                [WorkflowRun]
                public Task RunAsync() => Task.FromResult(Library.Pricing.Add(1));
            }
            """;

        Assert.Empty(await Analyzed.DiagnosticsAsync(
            Analyzed.Compile([Calling], "Workflows", Libraries.Compile(Library)),
            TestOptions.With(("cairn_strict", "true"))));
    }

    [Theory]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "true", 1)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "false", 0)]
    [InlineData(OutputKind.ConsoleApplication, "true", 0)]
    public void Only_a_library_that_asks_for_it_gets_a_summary(OutputKind kind, string setting, int files)
    {
        var compilation = Analyzed.Compile([Library]).WithOptions(new CSharpCompilationOptions(kind));
        var driver = CSharpGeneratorDriver.Create(
            [new SummaryGenerator().AsSourceGenerator()],
            optionsProvider: TestOptions.With(("cairn_summary", setting)).AnalyzerConfigOptionsProvider);

        var result = driver.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();

        Assert.Equal(files, result.GeneratedTrees.Length);
    }
}
