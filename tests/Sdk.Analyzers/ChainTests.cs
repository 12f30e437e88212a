namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Findings in code that workflow code calls.</summary>
public class ChainTests
{
    private const string Pricing =
        """
        public static class Pricing
        {
            public static DateTime Quote() => Now();

            private static DateTime Now() => DateTime.UtcNow;
        }
        """;

    [Fact]
    public Task A_call_that_leads_to_a_forbidden_one_is_found() =>
        Analyzed.RunAsync("_ = {|CAIRN0101:Pricing.Quote|}();", Pricing);

    [Fact]
    public async Task The_message_has_the_whole_way_and_the_page()
    {
        var found = await Analyzed.DiagnosticsAsync(
        [
            """
            [Workflow]
            public class W
            {
                [WorkflowRun]
                public Task<DateTime> RunAsync() => Task.FromResult(Pricing.Quote());
            }
            """,
            Pricing,
        ]);

        Assert.Equal(
            "RunAsync -> Pricing.Quote -> Pricing.Now -> DateTime.UtcNow reads the clock of the machine, which a "
                + "replay does not repeat: use Workflow.UtcNow. Run 'cairn explain CAIRN0101' for more.",
            Assert.Single(found).GetMessage(null));
        Assert.Equal(2, found[0].AdditionalLocations.Count);
    }

    [Fact]
    public Task Trusted_code_is_not_looked_into() => Analyzed.RunAsync(
        "_ = Trusted.Quote(); _ = {|CAIRN0101:Mixed.Two|}(); _ = Mixed.One();",
        """
        [Deterministic(Justification = "Only for logs.")]
        public static class Trusted { public static DateTime Quote() => DateTime.UtcNow; }
        public static class Mixed
        {
            [Deterministic(Justification = "Only for logs.")]
            public static DateTime One() => DateTime.UtcNow;
            public static DateTime Two() => DateTime.UtcNow;
        }
        """);
}
