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

    [Theory]
    [InlineData("[WorkflowSignal] public void Add() => done = true;",
        "[WorkflowSignal]\n    public Task Add()\n    {\n        done = true;\n        return Task.CompletedTask;\n"
            + "    }")]
    [InlineData("[WorkflowSignal] public void Add() { done = true; }",
        "[WorkflowSignal] public Task Add() { done = true;\n        return Task.CompletedTask;\n    }")]
    [InlineData("[WorkflowSignal] public async void AddAsync() => await PriceAsync();",
        "[WorkflowSignal] public async Task AddAsync() => await PriceAsync();")]
    [InlineData("[WorkflowUpdate] public bool Add() => done;",
        "[WorkflowUpdate] public Task<bool> Add() => Task.FromResult(done);")]
    [InlineData("[WorkflowUpdate] public bool Add() { if (done) return true; return false; }",
        "[WorkflowUpdate] public Task<bool> Add() { if (done) return Task.FromResult(true); return "
            + "Task.FromResult(false); }")]
    [InlineData("[WorkflowUpdate] public async ValueTask<int> AddAsync() => await PriceAsync();",
        "[WorkflowUpdate] public async Task<int> AddAsync() => await PriceAsync();")]
    [InlineData("[WorkflowQuery] internal bool Ask() => done;", "[WorkflowQuery] public bool Ask() => done;")]
    [InlineData("[WorkflowQuery] public static bool Ask() => true;", "[WorkflowQuery] public bool Ask() => true;")]
    [InlineData("[WorkflowQuery] public Task<bool> Ask() => Task.FromResult(true);", null)]
    [InlineData(
        "[WorkflowUpdate] public Task AddAsync(int count) => Task.CompletedTask; "
            + "[WorkflowUpdateValidator(nameof(AddAsync))] public void Check(string item) => item.ToString();",
        "[WorkflowUpdate] public Task AddAsync(int count) => Task.CompletedTask; "
            + "[WorkflowUpdateValidator(nameof(AddAsync))] public void Check(int item) => item.ToString();")]
    [InlineData(
        "[WorkflowUpdate] public Task AddAsync(int count) => Task.CompletedTask; "
            + "[WorkflowUpdateValidator(nameof(AddAsync))] public bool Check(int count) => count > 0;",
        "[WorkflowUpdate] public Task AddAsync(int count) => Task.CompletedTask; "
            + "[WorkflowUpdateValidator(nameof(AddAsync))]\n    public void Check(int count)\n    {\n"
            + "        if (!(count > 0)) { throw new System.ArgumentException(\"Refused.\"); }\n    }")]
    [InlineData("[WorkflowInit] public W(string name) { }", "[WorkflowInit] public W() { }")]
    [InlineData(
        "public interface IMail { [Activity(\"Send\")] Task GoAsync(); } "
            + "public class Mail : IMail { [Activity] public Task GoAsync() => PostAsync(); private Task "
            + "PostAsync() => Task.CompletedTask; }",
        "public interface IMail { [Activity(\"Send\")] Task GoAsync(); } "
            + "public class Mail : IMail { [Activity(\"Send\")] public Task GoAsync() => PostAsync(); private Task "
            + "PostAsync() => Task.CompletedTask; }")]
    public Task The_shape_of_a_definition_is_mended(string members, string? after) => Fixed.RunAsync(
        "done = true;",
        after is null ? null : "done = true;",
        members: "private bool done;\n    " + members,
        membersAfter: "private bool done;\n    " + after);

    [Fact]
    public Task A_using_of_temporals_sdk_becomes_one_of_this_one() => Fixed.FileAsync(
        "using Temporalio.Workflows;\n\npublic class A;\n",
        "using Cairn.Workflows;\n\npublic class A;\n",
        more: "namespace Temporalio.Workflows { public class B; }");

    [Theory]
    [InlineData("(Mail m) => m.PostAsync(\"a\", 2)", "MailCalls.Post(\"a\", 2)")]
    [InlineData("(Mail m) => m.PostAsync(\"a\")", "MailCalls.Post(\"a\")")]
    [InlineData("(Mail m) => m.PostAsync(times: 2, to: \"a\")", "MailCalls.Post(times: 2, to: \"a\")")]
    [InlineData("(Mail m) => m.ReadAsync(\"a\", default)", "MailCalls.Read(\"a\")")]
    public Task A_lambda_becomes_a_generated_call(string before, string after) => Fixed.RunAsync(
        $"await Workflow.ExecuteActivityAsync({before}, new ActivityOptions {{ ScheduleToCloseTimeout = default }});",
        $"await Workflow.ExecuteActivityAsync({after}, new ActivityOptions {{ ScheduleToCloseTimeout = default }});",
        more:
            """
            public class Mail
            {
                [Activity] public Task PostAsync(string to, int times = 1) => Task.CompletedTask;
                [Activity] public Task ReadAsync(string to, CancellationToken token) => Task.CompletedTask;
            }

            public static class MailCalls
            {
                public static ActivityCall Post(string to, int times = 1) => default;
                public static ActivityCall Read(string to) => default;
            }
            """);

    [Fact]
    public Task A_type_is_listed_for_json() => Fixed.FileAsync(
        "[System.Text.Json.Serialization.JsonSerializable(typeof(string))]\n"
            + "public abstract class Json() : System.Text.Json.Serialization.JsonSerializerContext(null);\n",
        "[System.Text.Json.Serialization.JsonSerializable(typeof(string))]\n"
            + "[System.Text.Json.Serialization.JsonSerializable(typeof(Shop.Order))]\n"
            + "public abstract class Json() : System.Text.Json.Serialization.JsonSerializerContext(null);\n",
        options: TestOptions.With(("build_property.EnableAotAnalyzer", "true")),
        more: "namespace Shop; public record Order(int One); "
            + "public class A { [Activity] public void Do(Order o) { } }");
}
