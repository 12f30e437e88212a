namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>The shape of workflows and activities: CAIRN0301 to CAIRN0312.</summary>
public class DefinitionTests
{
    [Theory]
    [InlineData("[Workflow] public class {|CAIRN0301:W|} { }")]
    [InlineData("[Workflow] public class W { [WorkflowRun] internal Task {|CAIRN0301:RunAsync|}() => "
        + "Task.CompletedTask; }")]
    [InlineData("[Workflow] public class W { [WorkflowRun] public static Task {|CAIRN0301:RunAsync|}() => "
        + "Task.CompletedTask; }")]
    [InlineData("[Workflow] public class W { [WorkflowRun] public Task {|CAIRN0301:RunAsync|}<T>() => "
        + "Task.CompletedTask; }")]
    [InlineData("[Workflow] public class W { [WorkflowRun] public void {|CAIRN0301:Run|}() { } }")]
    [InlineData("[Workflow] public class {|CAIRN0301:W|} { [WorkflowRun] public Task AAsync() => "
        + "Task.CompletedTask; [WorkflowRun] public Task BAsync() => Task.CompletedTask; }")]
    [InlineData("[Workflow] public class {|CAIRN0301:W|}<T> { [WorkflowRun] public Task RunAsync() => "
        + "Task.CompletedTask; }")]
    [InlineData("public class Outer<T> { [Workflow] public class {|CAIRN0301:W|} { [WorkflowRun] public Task "
        + "RunAsync() => Task.CompletedTask; } }")]
    [InlineData("[Workflow(Dynamic = true)] public class W { [WorkflowRun] public Task "
        + "{|CAIRN0301:RunAsync|}(string id) => Task.CompletedTask; }")]
    [InlineData("[Workflow] public class B { [WorkflowRun] public Task RunAsync() => Task.CompletedTask; } "
        + "[Workflow] public class {|CAIRN0301:W|} : B { }")]
    [InlineData("[Workflow] public interface IW { }")]
    [InlineData("[Workflow] public abstract class W { }")]
    [InlineData("[Workflow] public partial class W { } public partial class W { [WorkflowRun] public Task<int> "
        + "RunAsync() => Task.FromResult(1); }")]
    [InlineData("[Workflow] public record W { [WorkflowRun] public Task RunAsync() => Task.CompletedTask; }")]
    [InlineData("[Workflow(Dynamic = true)] public class W { [WorkflowRun] public Task "
        + "RunAsync(Cairn.Converters.IRawValue[] args) => Task.CompletedTask; }")]
    public Task A_workflow_has_one_run_method(string source) => Analyzed.FilesAsync(source);

    [Fact]
    public async Task A_workflow_in_a_generic_class_is_told_which_class_that_is() => Assert.StartsWith(
        "Workflow W cannot be in a generic type, and Outer is one.",
        Assert.Single(await Analyzed.DiagnosticsAsync(
        [
            "public class Outer<T> { [Workflow] public class W { [WorkflowRun] public Task RunAsync() => "
                + "Task.CompletedTask; } }",
        ])).GetMessage(null),
        StringComparison.Ordinal);

    [Fact]
    public Task Handlers_that_the_sdk_refuses_are_found() => Analyzed.MembersAsync(
        """
        [WorkflowSignal] public void {|CAIRN0302:One|}() { }
        [WorkflowSignal] public Task<int> {|CAIRN0302:TwoAsync|}() => Task.FromResult(1);
        [WorkflowSignal] private Task {|CAIRN0302:ThreeAsync|}() => Task.CompletedTask;
        [WorkflowQuery] public Task<int> {|CAIRN0302:Four|}() => Task.FromResult(1);
        [WorkflowQuery] public void {|CAIRN0302:Five|}() { }
        [WorkflowQuery] public int {|CAIRN0302:Six|} { set { _ = value; } }
        [WorkflowUpdate] public int {|CAIRN0302:Seven|}() => 1;
        [WorkflowUpdate] public static Task {|CAIRN0302:EightAsync|}() => Task.CompletedTask;
        [WorkflowSignal] public int {|CAIRN0302:Nine|} { get; set; }
        [WorkflowSignal(Dynamic = true)] public Task {|CAIRN0302:TenAsync|}(string name) => Task.CompletedTask;
        [WorkflowSignal] public SignalChannel<int> Right1 { get; } = new();
        [WorkflowQuery] public int Right2 => 1;
        [WorkflowUpdate] public Task<int> Right3Async() => Task.FromResult(1);
        [WorkflowSignal(Dynamic = true)]
        public Task Right4Async(string name, Cairn.Converters.IRawValue[] args) => Task.CompletedTask;
        """);

    [Fact]
    public Task Validators_that_do_not_fit_their_updates_are_found() => Analyzed.MembersAsync(
        """
        [WorkflowUpdate] public Task OneAsync(int a) => Task.CompletedTask;
        [WorkflowUpdate] public Task TwoAsync(int a) => Task.CompletedTask;
        [WorkflowUpdate] public Task ThreeAsync(int a) => Task.CompletedTask;
        [WorkflowUpdateValidator("TwoAsync")] public void {|CAIRN0303:Two|}(string a) { }
        [WorkflowUpdateValidator("Missing")] public void {|CAIRN0303:Missing|}(int a) { }
        [WorkflowUpdateValidator(nameof(ThreeAsync))] public bool {|CAIRN0303:Three|}(int a) => true;
        [WorkflowUpdateValidator(nameof(OneAsync))] public void Right(int a) { }
        """);

    [Theory]
    [InlineData("[WorkflowInit] public {|CAIRN0304:W|}(int id) { }", "string id")]
    [InlineData("[WorkflowInit] internal {|CAIRN0304:W|}(string id) { }", "string id")]
    [InlineData("[WorkflowInit] public W(string id) { }", "string id")]
    [InlineData("public W() { }", "string id")]
    public Task A_constructor_with_WorkflowInit_has_the_parameters_of_the_run_method(string made, string parameters) =>
        Analyzed.FilesAsync(
            $$"""
            [Workflow]
            public class W
            {
                {{made}}
                [WorkflowRun] public Task RunAsync({{parameters}}) => Task.CompletedTask;
            }
            """);

    [Fact]
    public Task A_workflow_that_no_worker_can_make_is_found() => Analyzed.FilesAsync(
        """
        [Workflow]
        public class {|CAIRN0305:W|}(string id)
        {
            [WorkflowRun] public Task RunAsync() => Task.FromResult(id);
        }
        """);

    [Fact]
    public Task Code_that_makes_workflows_itself_may_use_any_constructor() => Analyzed.FilesAsync(
        """
        [Workflow]
        public class W(string id)
        {
            public static readonly WorkflowDefinition Definition =
                WorkflowDefinition.Create(typeof(W), null, _ => new W("a"));
            [WorkflowRun] public Task RunAsync() => Task.FromResult(id);
        }
        """);

    [Fact]
    public Task Names_that_are_taken_or_reserved_are_found() => Analyzed.MembersAsync(
        """
        [WorkflowSignal] public Task AddAsync() => Task.CompletedTask;
        [WorkflowSignal] public Task {|CAIRN0306:Add|}() => Task.CompletedTask;
        [WorkflowQuery] public int Count() => 1;
        [WorkflowQuery("Count")] public int {|CAIRN0306:Size|}() => 1;
        [WorkflowUpdate("__stack_trace")] public Task {|CAIRN0306:TraceAsync|}() => Task.CompletedTask;
        [WorkflowUpdate] public Task CountAsync() => Task.CompletedTask;
        """,
        """
        public class Mine
        {
            [Activity] public Task PutAsync() => Task.CompletedTask;
            [Activity("Put")] public Task {|CAIRN0306:WriteAsync|}() => Task.CompletedTask;
            [Activity("__temporal_x")] public Task {|CAIRN0306:SystemAsync|}() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Attributes_that_are_not_repeated_are_found() => Analyzed.FilesAsync(
        """
        public interface IW
        {
            [WorkflowRun] Task RunAsync();
            [WorkflowSignal] Task AddAsync();
        }

        [Workflow]
        public class W : IW
        {
            [WorkflowRun] public Task RunAsync() => Task.CompletedTask;
            public Task {|CAIRN0308:AddAsync|}() => Task.CompletedTask;
        }

        public class {|CAIRN0308:Forgotten|}
        {
            [WorkflowRun] public Task RunAsync() => Task.CompletedTask;
        }

        public interface IMail { [Activity] Task OneAsync(); [Activity] Task TwoAsync(); }
        public class Mail : IMail
        {
            [Activity] public Task OneAsync() => Task.CompletedTask;
            public Task {|CAIRN0308:TwoAsync|}() => Task.CompletedTask;
        }
        public class FakeMail : IMail
        {
            public Task OneAsync() => Task.CompletedTask;
            public Task TwoAsync() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Several_parameters_are_found() => Analyzed.FilesAsync(
        """
        public class Mine
        {
            [Activity] public Task {|CAIRN0309:OneAsync|}(int a, int b) => Task.CompletedTask;
            [Activity] public Task TwoAsync(int a, CancellationToken token) => Task.CompletedTask;
        }

        [Workflow]
        public class W
        {
            [WorkflowRun] public Task {|CAIRN0309:RunAsync|}(int a, int b) => Task.CompletedTask;
            [WorkflowQuery] public int Count(int a, int b) => 1;
        }
        """);

    [Fact]
    public Task What_cannot_be_a_payload_is_found() => Analyzed.FilesAsync(
        """
        public class Mine
        {
            [Activity] public Task OneAsync(System.IO.MemoryStream {|CAIRN0310:stream|}) => Task.CompletedTask;
            [Activity] public Task<Action> {|CAIRN0310:TwoAsync|}() => Task.FromResult<Action>(() => { });
            [Activity] public Task ThreeAsync(Task<int> {|CAIRN0310:task|}) => task;
            [Activity] public Task FourAsync(object a, CancellationToken token) => Task.CompletedTask;
            [Activity] public int Five(IReadOnlyList<string> names) => names.Count;
        }

        [Workflow]
        public class W
        {
            [WorkflowRun] public Task RunAsync(CancellationToken {|CAIRN0310:token|}) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Names_that_differ_from_those_of_a_contract_are_found() => Analyzed.FilesAsync(
        """
        public interface IMail
        {
            [Activity("Send")] Task PostMailAsync();
            [Activity] Task PrintAsync();
        }

        public class Mail : IMail
        {
            [Activity] public Task {|CAIRN0312:PostMailAsync|}() => Task.CompletedTask;
            [Activity] public Task PrintAsync() => Task.CompletedTask;
        }

        public abstract class Base { [WorkflowSignal("add")] public abstract Task AddAsync(); }

        [Workflow]
        public class W : Base
        {
            [WorkflowRun] public Task RunAsync() => Task.CompletedTask;
            [WorkflowSignal("Add")] public override Task {|CAIRN0312:AddAsync|}() => Task.CompletedTask;
        }
        """);
}
