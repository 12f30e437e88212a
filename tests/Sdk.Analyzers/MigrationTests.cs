using Cairn.Sdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Code of Temporal's SDK, of lambdas, and of older versions: CAIRN0901 to CAIRN0904.</summary>
public class MigrationTests
{
    private const string Described =
        """
        public class Mail
        {
            [Activity] public Task PostAsync(string to, int times = 1) => Task.CompletedTask;
            [Activity] public static int Count() => 1;
            public class Inner { [Activity] public void Go() { } }
        }

        internal class Box { [Activity] private void Hidden() { } [Activity] public void Open() { } }

        [Workflow]
        public class Cart
        {
            [WorkflowQuery] public int Size => 1;
            [WorkflowSignal] public Task AddAsync(string item) => Task.CompletedTask;

            [WorkflowRun]
            public async Task RunAsync(string id)
            {
                var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
                await Workflow.ExecuteActivityAsync({|CAIRN0902:(Mail m) => m.PostAsync("a", 1)|}, options);
                await Workflow.ExecuteActivityAsync({|CAIRN0902:() => Mail.Count()|}, options);
                await Workflow.ExecuteActivityAsync({|CAIRN0902:(Mail.Inner i) => i.Go()|}, options);
                await Workflow.ExecuteActivityAsync("Post", ["a", 1], options);
                await Workflow.ExecuteActivityAsync(MailCalls.Post("a"), options);
            }
        }

        public static class Caller
        {
            public static async Task CallAsync(ICairnClient client)
            {
                var handle = await client.StartWorkflowAsync({|CAIRN0902:(Cart c) => c.RunAsync("a")|}, new("a", "b"));
                await handle.SignalAsync({|CAIRN0902:c => c.AddAsync("x")|});
                _ = await handle.QueryAsync({|CAIRN0902:c => c.Size|});
                _ = await handle.QueryAsync(CartCalls.Size);
                _ = new[] { 1 }.AsQueryable().Select(each => each + 1);
            }
        }
        """;

    private const string Omitted =
        """
        public class Mail { [Activity] public Task PostAsync(string to, int times = 1) => Task.CompletedTask; }

        [Workflow]
        public class W
        {
            [WorkflowRun]
            public async Task RunAsync()
            {
                var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
                await Workflow.ExecuteActivityAsync({|CAIRN0903:(Mail m) => m.PostAsync("a")|}, options);
                await Workflow.ExecuteActivityAsync({|CAIRN0903:(Mail m) => m.PostAsync(times: 2, to: "a")|}, options);
            }
        }
        """;

    [Fact]
    public Task A_using_of_temporals_sdk_is_found() => Analyzed.FilesAsync(
        """
        using {|CAIRN0901:Temporalio.Workflows|};
        using {|CAIRN0901:Temporalio|};
        namespace Temporalio { public class A; namespace Workflows { public class B; } }
        """);

    [Fact]
    public Task A_lambda_for_which_a_generated_call_stands_is_found() => CheckAsync(Described, "Hidden");

    [Fact]
    public Task A_lambda_in_a_program_that_is_compiled_ahead_of_time_says_so_to_its_author() =>
        CheckAsync(Described, "Info", ("build_property.EnableAotAnalyzer", "true"));

    [Fact]
    public Task A_lambda_with_arguments_that_it_cannot_have_is_found() => CheckAsync(Omitted, "Hidden");

    [Fact]
    public async Task Without_the_generator_lambdas_are_right()
    {
        var found = await Analyzed.DiagnosticsAsync(
            [Marked.Read("File0.cs", Described).Text.Replace("MailCalls.Post(\"a\")", "\"x\", []", Replaced)
                .Replace("CartCalls.Size", "c => c.Size", Replaced)]);
        Assert.DoesNotContain(found, each => each.Id.StartsWith("CAIRN09", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.4.0.0", "2.0.0.0", true)]
    [InlineData("2.0.0.0", "2.1.0.0", false)]
    public async Task An_assembly_of_an_older_major_version_is_found(string built, string used, bool isFound)
    {
        const string Workflows =
            "namespace Cairn.Workflows; public static class Workflow; public class WorkflowAttribute : Attribute;";
        var library = Emit(
            "[Workflow] public class Cart;", "Shop", Emit(Workflows, "Cairn.Sdk", version: built));

        var found = await Analyzed.DiagnosticsAsync(Plain(
            "public class Program : Cart;", "App", null, library, Emit(Workflows, "Cairn.Sdk", version: used)));

        Assert.Equal(
            isFound
                ? ["Shop was built with Cairn.Sdk 1.4.0, and its generated code may not fit: build it anew with "
                    + "Cairn.Sdk 2. Run 'cairn explain CAIRN0904' for more."]
                : [],
            found.Where(each => each.Id == "CAIRN0904").Select(each => each.GetMessage(null)));
    }

    private const StringComparison Replaced = StringComparison.Ordinal;

    private static async Task CheckAsync(string source, string severity, params (string, string)[] lines)
    {
        var marked = Marked.Read("File0.cs", source);
        CSharpGeneratorDriver.Create([new CallsGenerator().AsSourceGenerator()], parseOptions: Analyzed.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(
                Analyzed.Compile([marked.Text]), out var compilation, out _, TestContext.Current.CancellationToken);
        var found = (await Analyzed.DiagnosticsAsync(compilation, TestOptions.With(lines)))
            .Where(each => each.Id.StartsWith("CAIRN09", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            marked.Findings.Order(StringComparer.Ordinal),
            found.Select(Marked.Describe).Order(StringComparer.Ordinal));
        Assert.All(found, each => Assert.Equal(severity, each.Severity.ToString()));
    }

    private static PortableExecutableReference Emit(
        string source, string name, MetadataReference? more = null, string? version = null)
    {
        var image = new MemoryStream();
        var emitted = Plain(source, name, version, more is null ? [] : [more])
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }

    // A compilation without the SDK of these tests.
    private static CSharpCompilation Plain(
        string source, string name, string? version, params MetadataReference[] more) => CSharpCompilation.Create(
            name,
            [
                CSharpSyntaxTree.ParseText(
                    $"using System; {(more.Length > 0 ? "using Cairn.Workflows;" : "")}\n"
                        + (version is null ? "" : $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n")
                        + source,
                    Analyzed.ParseOptions,
                    cancellationToken: TestContext.Current.CancellationToken),
            ],
            [
                .. Analyzed.Compile([]).References
                    .Where(each => !Path.GetFileName(each.Display!).StartsWith("Cairn.", StringComparison.Ordinal)),
                .. more,
            ],
            new(OutputKind.DynamicallyLinkedLibrary));
}
