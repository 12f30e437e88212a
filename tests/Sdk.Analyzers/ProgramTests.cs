using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>What whole programs lack: CAIRN0311, CAIRN0805, and CAIRN0612 where they begin.</summary>
public class ProgramTests
{
    private const string Workflows =
        """
        [Workflow] public class One { [WorkflowRun] public Task RunAsync() => Task.CompletedTask; }
        [Workflow] public class Two { [WorkflowRun] public Task RunAsync() => Task.CompletedTask; }
        [Workflow] public abstract class Three { public abstract Task RunAsync(); }
        """;

    private const string Json =
        """
        using System.Text.Json.Serialization;

        public record Parcel(string Id, Receiver Receiver);
        public record Receiver(string Name);
        public record Receipt(decimal Price, List<Receiver> Copies);
        public record Forgotten(int One);
        public enum Size { Small }

        [Workflow]
        public class Delivery
        {
            [WorkflowRun] public Task<Receipt> RunAsync(Parcel parcel) => Task.FromResult(new Receipt(1, []));
            [WorkflowQuery] public Receiver Receiver => new("a");
            [WorkflowSignal] public Task AddAsync(List<Receiver> more) => Task.CompletedTask;
            [WorkflowSignal] public Task ChangeAsync(Forgotten forgotten) => Task.CompletedTask;
        }

        public static class Activities
        {
            [Activity]
            public static Task<Guid?> Find(string name, DateTimeOffset at, byte[] data, CancellationToken c) =>
                Task.FromResult<Guid?>(null);
            [Activity] public static void Ship(Size size, string[] names) { }
        }
        """;

    [Theory]
    [InlineData("new CairnWorkerOptions(\"q\").AddWorkflow<One>();", "Two")]
    [InlineData("new CairnWorkerOptions(\"q\").AddWorkflow(typeof(One));", "Two")]
    [InlineData("new CairnWorkerOptions(\"q\").AddWorkflow<One>().AddWorkflow<Two>();", "")]
    [InlineData("var all = new[] { typeof(One), typeof(Two) }; foreach (var one in all) "
        + "new CairnWorkerOptions(\"q\").AddWorkflow(one);", "")]
    [InlineData("Add<Two>(new CairnWorkerOptions(\"q\").AddWorkflow<One>()); "
        + "static void Add<T>(CairnWorkerOptions options) => options.AddWorkflow<T>();", "")]
    [InlineData("new CairnWorkerOptions(\"q\").AddWorkflow<One>(); AddDiscovered(); "
        + "static void AddDiscovered() { }", "")]
    [InlineData("new CairnWorkerOptions(\"q\").AddWorkflow<One>(); ICairnClient client = null!; "
        + "client.GetWorkflowHandle<Two>(\"id\");", "Two")]
    [InlineData("Console.WriteLine();", "")]
    public async Task A_workflow_that_no_worker_of_a_program_runs_is_found(string main, string wanted)
    {
        var found = await Analyzed.DiagnosticsAsync(Program($"using Cairn.Worker;\n{main}", Workflows));

        Assert.Equal(
            wanted,
            string.Join(',', found.Where(each => each.Id == "CAIRN0311").Select(Text)));
    }

    [Fact]
    public async Task A_library_leaves_it_to_programs_to_register_its_workflows() => Assert.Empty(
        await Analyzed.DiagnosticsAsync(
        [
            Workflows,
            "public static class Adds { public static void Add(Cairn.Worker.CairnWorkerOptions options) => "
                + "options.AddWorkflow<One>(); }",
        ]));

    [Fact]
    public async Task Types_without_json_are_found_in_a_program_that_is_compiled_ahead_of_time()
    {
        var found = await WithJsonAsync(("build_property.EnableAotAnalyzer", "true"));

        Assert.Equal(
            [
                "ShopJson lacks Forgotten, which Delivery.ChangeAsync takes or returns",
                "ShopJson lacks Size, which Activities.Ship takes or returns",
            ],
            found.Where(each => each.Id == "CAIRN0805")
                .Select(each => each.GetMessage(null).Split(", so")[0])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_reflection_no_type_needs_to_be_listed() =>
        Assert.DoesNotContain(await WithJsonAsync(), each => each.Id == "CAIRN0805");

    [Fact]
    public async Task The_workflow_where_a_program_begins_is_found()
    {
        var found = await Analyzed.DiagnosticsAsync(Program(
            "Console.WriteLine(Workflow.UtcNow); var later = () => Workflow.UtcNow; later(); "
                + "Console.WriteLine(Workflow.InWorkflow);",
            Workflows));

        Assert.Equal("CAIRN0612 Workflow.UtcNow", Assert.Single(found) is var one ? $"{one.Id} {Text(one)}" : "");
    }

    private static Task<IReadOnlyList<Diagnostic>> WithJsonAsync(params (string, string)[] lines) =>
        Analyzed.DiagnosticsAsync(
            Program(
                "Console.WriteLine();",
                Json,
                """
                using System.Text.Json.Serialization;
                [JsonSerializable(typeof(Parcel)), JsonSerializable(typeof(Receipt))]
                public abstract class ShopJson() : JsonSerializerContext(null);
                """),
            TestOptions.With(lines));

    private static string Text(Diagnostic found) => found.Location.SourceTree!
        .GetText(TestContext.Current.CancellationToken)
        .ToString(found.Location.SourceSpan);

    private static CSharpCompilation Program(params string[] files)
    {
        var compilation = Analyzed.Compile(files);
        return compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
    }
}
