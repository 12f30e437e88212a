namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>The places in which code of a workflow can stand.</summary>
public class ShapeTests
{
    [Theory]
    [InlineData("public DateTime Now => {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("public DateTime Now { get => {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("public DateTime Now { get { return {|CAIRN0101:DateTime.UtcNow|}; } }")]
    [InlineData("public DateTime Now { get; } = {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("public DateTime Now { set => _ = {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("private DateTime now = {|CAIRN0101:DateTime.UtcNow|}; public DateTime Now => now;")]
    [InlineData("private readonly Func<DateTime> now = () => {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("public DateTime this[int days] => {|CAIRN0101:DateTime.UtcNow|}.AddDays(days);")]
    [InlineData("public W() { _ = {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("public DateTime Now() => {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("private DateTime Now() { return {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("private void Loop() { foreach (var x in new[] { {|CAIRN0101:DateTime.UtcNow|} }) { } }")]
    [InlineData("private void Loop(int[] all) { foreach (var x in all) { _ = {|CAIRN0101:DateTime.UtcNow|}; } }")]
    [InlineData("private void Outer() { Inner(); void Inner() => _ = {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("private void Outer() { static DateTime Inner() => {|CAIRN0101:DateTime.UtcNow|}; Inner(); }")]
    [InlineData("private object Query(int[] all) => all.Select(one => {|CAIRN0101:DateTime.UtcNow|}.AddDays(one));")]
    [InlineData("private object Query(int[] all) => from one in all select {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("private async IAsyncEnumerable<DateTime> All() { await Task.Yield(); "
        + "yield return {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("private IEnumerable<DateTime> All() { yield return {|CAIRN0101:DateTime.UtcNow|}; }")]
    [InlineData("private string Text() => $\"{ {|CAIRN0101:DateTime.UtcNow|} }\";")]
    [InlineData("private object Pattern(object x) => x is DateTime t && t < {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("private object Choice(int x) => x switch { 1 => {|CAIRN0101:DateTime.UtcNow|}, _ => x };")]
    [InlineData("private Guid? id; private Guid Id() => id ??= {|CAIRN0105:Guid.NewGuid|}();")]
    [InlineData("private Func<Guid> Make() => {|CAIRN0105:Guid.NewGuid|};")]
    [InlineData("[WorkflowQuery] public DateTime Ask() => {|CAIRN0101:DateTime.UtcNow|};")]
    [InlineData("[WorkflowUpdate] public Task<DateTime> ChangeAsync() => "
        + "Task.FromResult({|CAIRN0101:DateTime.UtcNow|});")]
    [InlineData("private void Catch() { try { } catch (Exception) when ({|CAIRN0101:DateTime.UtcNow|}.Day > 1) { } }")]
    [InlineData("private void Do() { Helper({|CAIRN0101:DateTime.UtcNow|}); void Helper(DateTime x) { } }")]
    public Task Code_of_a_workflow_is_found_wherever_it_stands(string members) => Analyzed.MembersAsync(members);

    [Theory]
    [InlineData("[Activity] public DateTime Now() => DateTime.UtcNow;")]
    [InlineData("[Activity] public static DateTime Now() => DateTime.UtcNow;")]
    [InlineData("public static DateTime Now() => DateTime.UtcNow;")]
    [InlineData("private static readonly DateTime Loaded = DateTime.UtcNow;")]
    [InlineData("[System.ComponentModel.DefaultValue(nameof(DateTime.UtcNow))] public string Name { get; } = \"\";")]
    [InlineData("public class Activities { [Activity] public DateTime Now() => DateTime.UtcNow; }")]
    [InlineData("public record Line(string Name) { public DateTime Made { get; } = DateTime.UtcNow; }")]
    public Task Code_that_does_not_run_in_workflows_is_not_found(string members) => Analyzed.MembersAsync(members);

    [Fact]
    public Task A_static_helper_of_the_workflow_is_found_where_it_is_called() => Analyzed.MembersAsync(
        "public static DateTime Now() => DateTime.UtcNow; private void Do() => {|CAIRN0101:Now|}();");

    [Fact]
    public Task Code_of_steps_is_not_found_wherever_it_stands() => Analyzed.MembersAsync(
        """
        private readonly Func<StepContext, Task<string>> field = async _ => await Read();

        [WorkflowSignal]
        public async Task {|CAIRN0509:ReadAsync|}()
        {
            Func<StepContext, Task<string>> local = _ => System.IO.File.ReadAllTextAsync("a");
            await Workflow.RunStepAsync("a", local);
            await Workflow.RunStepAsync("b", Function);
            await Workflow.RunStepAsync("c", Method);
            await Workflow.RunStepAsync("d", field);
            await Workflow.RunStepAsync("e", _ => Outer());
            await Workflow.RunStepAsync("f", _ => Both());
            await Both();
            Task<string> Function(StepContext step) => System.IO.File.ReadAllTextAsync("a");
        }

        private Task<string> Method(StepContext step) => System.IO.File.ReadAllTextAsync("a");

        private Task<string> Outer() => Inner();

        private Task<string> Inner() => System.IO.File.ReadAllTextAsync("a");

        private Task<string> Both() => {|CAIRN0402:System.IO.File.ReadAllTextAsync|}("a");

        private static Task<string> Read() => System.IO.File.ReadAllTextAsync("a");
        """);

    [Fact]
    public Task Only_the_arguments_of_a_described_call_are_workflow_code() => Analyzed.RunAsync(
        """
        var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
        await Workflow.ExecuteActivityAsync((Clock clock) => clock.Ring(1), options);
        await Workflow.ExecuteActivityAsync(
            (Clock clock) => clock.Ring({|CAIRN0101:DateTime.UtcNow|}.Day), options);
        await Workflow.ExecuteActivityAsync(() => Clock.Stop({|CAIRN0101:Helper.Today|}()), options);
        """,
        """
        public class Clock
        {
            [Activity] public void Ring(int day) => Console.WriteLine(day);
            [Activity] public static void Stop(int day) => Console.WriteLine(day);
        }

        public static class Helper { public static int Today() => DateTime.UtcNow.Day; }
        """);

    [Fact]
    public Task A_workflow_in_parts_is_found_in_all_of_them() => Analyzed.FilesAsync(
        """
        [Workflow]
        public partial class W
        {
            [WorkflowRun]
            public Task<DateTime> RunAsync() => Task.FromResult(Now());

            private partial DateTime Now();
        }
        """,
        "public partial class W { private partial DateTime Now() => {|CAIRN0101:DateTime.UtcNow|}; }");

    [Fact]
    public Task Base_classes_of_workflows_are_workflow_code_and_found_once() => Analyzed.FilesAsync(
        """
        public abstract class Base
        {
            protected DateTime Now() => {|CAIRN0101:DateTime.UtcNow|};
            protected abstract Guid Id();
        }

        [Workflow]
        public class One : Base
        {
            [WorkflowRun] public Task RunAsync() => Task.FromResult((Now(), Id()));
            protected override Guid Id() => {|CAIRN0105:Guid.NewGuid|}();
        }

        [Workflow]
        public class Two : Base
        {
            [WorkflowRun] public Task RunAsync() => Task.FromResult(Now());
            protected override Guid Id() => Workflow.NewGuid();
        }
        """);

    [Fact]
    public Task Records_primary_constructors_and_their_arguments_are_read() => Analyzed.RunAsync(
        "_ = {|CAIRN0101:new Stamp(\"a\")|}; _ = {|CAIRN0105:new Child()|}; _ = new Line(\"a\").{|CAIRN0101:Age|};",
        """
        public record Stamp(string Name) { public DateTime Made { get; init; } = DateTime.UtcNow; }
        public class Parent(Guid id) { public Guid Id => id; }
        public class Child() : Parent(Guid.NewGuid());
        public record Line(string Name) { public int Age => Name.Length + DateTime.UtcNow.Day; }
        """);

    [Fact]
    public Task Generic_helpers_extensions_operators_and_method_groups_are_followed() => Analyzed.RunAsync(
        """
        _ = {|CAIRN0101:Helpers.Make<int>|}();
        _ = new Money(1).{|CAIRN0101:Stamped|}();
        _ = {|CAIRN0105:new Money(1) + new Money(2)|};
        _ = new[] { 1 }.Select({|CAIRN0101:Helpers.Late|});
        await new Box<int>().{|CAIRN0101:FillAsync|}();
        """,
        """
        public static class Helpers
        {
            public static DateTime Make<T>() => Late(0);
            public static DateTime Late(int days) => DateTime.UtcNow.AddDays(days);
            public static DateTime Stamped(this Money money) => DateTime.UtcNow;
        }

        public readonly struct Money(int amount)
        {
            public int Amount => amount;
            public static Guid operator +(Money one, Money other) => Guid.NewGuid();
        }

        public class Box<T>
        {
            public async Task FillAsync() { await Task.Yield(); _ = DateTime.UtcNow; }
        }
        """);

    [Fact]
    public Task An_interface_leads_to_what_all_its_implementations_lead_to() => Analyzed.RunAsync(
        """
        IOne one = new One(); one.{|CAIRN0101:Quote|}(); one.{|CAIRN0105:Default|}();
        ITwo two = new Good(); two.Quote();
        Base three = new Late(); three.Quote(); new Late().{|CAIRN0101:Quote|}();
        """,
        """
        public interface IOne
        {
            void Quote();
            Guid Default() => Guid.NewGuid();
        }
        public class One : IOne { public void Quote() => _ = DateTime.UtcNow; }
        public interface ITwo { void Quote(); }
        public class Good : ITwo { public void Quote() { } }
        public class Bad : ITwo { public void Quote() => _ = DateTime.UtcNow; }
        public class Base { public virtual void Quote() { } }
        public class Late : Base { public override void Quote() => _ = DateTime.UtcNow; }
        """);

    [Fact]
    public Task Activities_and_their_contracts_are_not_followed() => Analyzed.RunAsync(
        """
        await Workflow.Activities<IStock>().ReserveAsync(1);
        new Stock().ToString();
        """,
        """
        [ActivityContract, ActivityDefaults(StartToClose = "00:01:00")]
        public interface IStock { [Activity] Task ReserveAsync(int count); }

        public class Stock : IStock
        {
            public Task ReserveAsync(int count) { Console.WriteLine(DateTime.UtcNow); return Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task Helpers_that_call_each_other_end() => Analyzed.RunAsync(
        "{|CAIRN0101:Loop.One|}();",
        """
        public static class Loop
        {
            public static void One() => Two();
            public static void Two() { One(); _ = DateTime.UtcNow; }
        }
        """);

    [Fact]
    public Task Code_of_a_program_without_workflows_is_not_found() => Analyzed.FilesAsync(
        "public class Plain { public DateTime Now() { Thread.Sleep(1); return DateTime.UtcNow; } }");
}
