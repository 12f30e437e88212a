namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Code before and after the fixes for what code means.</summary>
public class MeaningFixTests
{
    private const string Activities =
        """
        public class Mail
                {
                    [Activity] public Task PostAsync() => Task.CompletedTask;
                }
        """;

    [Theory]
    [InlineData(
        "if (PriceAsync() is null) throw new InvalidOperationException(\"No price.\");",
        "if (PriceAsync() is null) throw new ApplicationFailureException(\"No price.\", errorType: "
            + "\"InvalidOperationException\");")]
    [InlineData("if (PriceAsync() is null) throw new InvalidOperationException();", null)]
    [InlineData(
        "try { await PriceAsync(); } catch (Exception) { }",
        "try { await PriceAsync(); } catch (Exception e) when (Workflow.IsWorkflowFailure(e)) { }")]
    [InlineData(
        "try { await PriceAsync(); } catch { }",
        "try { await PriceAsync(); } catch (Exception e) when (Workflow.IsWorkflowFailure(e)) { }")]
    [InlineData(
        "Workflow.CreateContinueAsNewException((W w) => w.RunAsync());",
        "throw Workflow.CreateContinueAsNewException((W w) => w.RunAsync());")]
    [InlineData(
        "try { await PriceAsync(); } finally { await Workflow.DelayAsync(5); }",
        "try { await PriceAsync(); } finally { await Workflow.RunDetachedAsync(() => Workflow.DelayAsync(5)); }")]
    public Task The_meaning_of_code_is_mended(string before, string? after) => Fixed.RunAsync(before, after);

    [Theory]
    [InlineData("while (!done) await Workflow.DelayAsync(5);", "await Workflow.WaitConditionAsync(() => done);")]
    [InlineData("while (done) await Workflow.DelayAsync(5);", "await Workflow.WaitConditionAsync(() => !done);")]
    public Task A_loop_that_polls_becomes_a_wait(string before, string after) =>
        Fixed.RunAsync(before, after, members: "private bool done = Is();\n    private static bool Is() => true;");

    [Theory]
    [InlineData(
        "await Workflow.ExecuteActivityAsync((Mail m) => m.PostAsync());",
        "await Workflow.ExecuteActivityAsync((Mail m) => m.PostAsync(), new() { StartToCloseTimeout = "
            + "TimeSpan.FromMinutes(1) });")]
    [InlineData(
        "await Workflow.ExecuteActivityAsync((Mail m) => m.PostAsync(), new() { Summary = \"s\" });",
        "await Workflow.ExecuteActivityAsync((Mail m) => m.PostAsync(), new() { Summary = \"s\", "
            + "StartToCloseTimeout = TimeSpan.FromMinutes(1) });")]
    [InlineData(
        "await Workflow.ExecuteLocalActivityAsync((Mail m) => m.PostAsync(), new());",
        "await Workflow.ExecuteLocalActivityAsync((Mail m) => m.PostAsync(), new() { StartToCloseTimeout = "
            + "TimeSpan.FromMinutes(1) });")]
    public Task A_call_gets_a_timeout(string before, string after) =>
        Fixed.RunAsync(before, after, members: Activities);

    [Fact]
    public Task A_full_name_becomes_a_nameof() => Fixed.RunAsync(
        "_ = new RetryPolicy { NonRetryableErrorTypes = [\"System.ArgumentException\"] };",
        "_ = new RetryPolicy { NonRetryableErrorTypes = [nameof(ArgumentException)] };");

    [Fact]
    public Task An_attribute_is_repeated() => Fixed.RunAsync(
        string.Empty,
        string.Empty,
        members:
            """
            public interface IMail { [Activity] Task OneAsync(); [Activity] Task TwoAsync(); }

                public class Mail : IMail
                {
                    [Activity]
                    public Task OneAsync() => Task.CompletedTask;

                    public Task TwoAsync() => Task.CompletedTask;
                }
            """,
        membersAfter:
            """
            public interface IMail { [Activity] Task OneAsync(); [Activity] Task TwoAsync(); }

                public class Mail : IMail
                {
                    [Activity]
                    public Task OneAsync() => Task.CompletedTask;

                    [Activity]
                    public Task TwoAsync() => Task.CompletedTask;
                }
            """);
}
