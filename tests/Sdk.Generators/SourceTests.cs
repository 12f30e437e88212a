using Cairn.Activities;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Generators;

/// <summary>What the generator writes for source of every shape: it compiles, without a warning.</summary>
public sealed class SourceTests
{
    private const string Minimal = "[WorkflowRun] public Task RunAsync() => Task.CompletedTask;";

    [Fact]
    public void A_call_has_the_name_of_its_attribute_or_of_its_member_without_Async()
    {
        var compiled = Compiled.From("""
            public class Acts
            {
                [Activity] public Task<int> CountAsync() => Task.FromResult(1);
                [Activity] public int SyncAsync() => 1;
                [Activity("other")] public Task NamedAsync() => Task.CompletedTask;
            }
            [Workflow("flow")] public class Flow
            {
                [WorkflowRun] public Task RunAsync() => Task.CompletedTask;
                [WorkflowQuery] public int ReadAsync() => 1;
                [WorkflowSignal("sig")] public Task GoAsync() => Task.CompletedTask;
            }
            [Workflow] public interface IShop { [WorkflowRun] Task<int> RunAsync(); }
            public static class Test
            {
                public static string Names() => string.Join(' ', ActsCalls.Count().Target.Name,
                    ActsCalls.SyncAsync().Target.Name, ActsCalls.Named().Target.Name, FlowCalls.Run().Target.Name,
                    FlowCalls.ReadAsync().Target.Name, FlowCalls.Go().Target.Name, IShopCalls.Run().Target.Name);
            }
            """);

        Assert.Equal("Count SyncAsync other flow ReadAsync sig Shop", compiled.Run("Names"));
    }

    [Fact]
    public void Arguments_may_be_left_out_and_named()
    {
        var compiled = Compiled.From("""
            public enum Level { Low = -1, High = 7 }
            public class Acts
            {
                [Activity] public void All(
                    string text = "a \"b\" \\ {c} \n", char letter = '\'', bool flag = true, byte small = 3,
                    short s = -4, uint u = 5, long l = long.MinValue, ulong ul = ulong.MaxValue, float f = 1.5f,
                    double d = double.NaN, double inf = double.NegativeInfinity,
                    decimal m = 79228162514264337593543950335m,
                    Level level = Level.Low, Level? maybe = Level.High, int? none = null, string? nothing = null,
                    DateTime when = default, Guid id = default, int[]? list = null, (int A, string B) pair = default,
                    int min = int.MinValue, nint native = 9) { }
            }
            public static class Test
            {
                public static IReadOnlyList<object?> Args() => ActsCalls.All(flag: false).Args;
            }
            """);

        Assert.Equal(
            [
                "a \"b\" \\ {c} \n", '\'', false, (byte)3, (short)-4, 5u, long.MinValue, ulong.MaxValue, 1.5f,
                double.NaN, double.NegativeInfinity, decimal.MaxValue, -1, 7, null, null, default(DateTime), Guid.Empty,
                null,
                (0, (string?)null), int.MinValue, (nint)9,
            ],
            ((IReadOnlyList<object?>)compiled.Run("Args")!)
                .Select(each => each is Enum ? Convert.ToInt32(each, null) : each));
    }

    [Fact]
    public void A_missing_argument_has_the_default_value_of_its_type()
    {
        var compiled = Compiled.From("""
            public enum Level { Low, High }
            public class Acts
            {
                [Activity] public string Join(int first, Level level = Level.High, decimal? price = 1.5m) =>
                    $"{first} {level} {price}";
            }
            public static class Test
            {
                public static IEnumerable<ActivityDefinition> All() => ActivityDefinition.CreateAll(new Acts());
            }
            """);

        var definition = ((IEnumerable<ActivityDefinition>)compiled.Run("All")!).Single();

        Assert.Equal(1, definition.RequiredParameterCount);
        Assert.Contains("GeneratedDefinitions.AddActivities", compiled.Generated, StringComparison.Ordinal);
        Assert.Equal(3, definition.ParameterTypes.Count);
    }

    [Fact]
    public void A_trailing_token_is_no_argument_of_an_activity()
    {
        var compiled = Compiled.From("""
            public class Acts
            {
                [Activity] public Task<bool> HasAsync(int n, CancellationToken token) =>
                    Task.FromResult(token.CanBeCanceled);
            }
            public static class Test
            {
                public static object?[] Both() =>
                [
                    ActsCalls.Has(1).Args.Count,
                    ((List<ActivityDefinition>)[.. ActivityDefinition.CreateAll(new Acts())])[0]
                        .InvokeAsync([1, new CancellationTokenSource().Token]).Result,
                ];
            }
            """);

        Assert.Equal([1, true], (object?[])compiled.Run("Both")!);
    }

    [Fact]
    public void Dynamic_members_and_types_have_no_calls()
    {
        var compiled = Compiled.From("""
            [Workflow(Dynamic = true)] public class Any
            {
                [WorkflowRun] public Task<int> RunAsync(IRawValue[] args) => Task.FromResult(args.Length);
                [WorkflowSignal(Dynamic = true)] public Task Got(string name, IRawValue[] args) => Task.CompletedTask;
                [WorkflowQuery(Dynamic = true)] public int Ask(string name, IRawValue[] args) => 1;
                [WorkflowUpdate(Dynamic = true)] public Task Change(string name, IRawValue[] a) => Task.CompletedTask;
                [WorkflowDynamicOptions] public WorkflowDefinitionOptions Options() => new();
                [WorkflowSignal] public Task Known() => Task.CompletedTask;
            }
            public static class Test
            {
                public static WorkflowDefinition Make() => WorkflowDefinition.Create<Any>();
            }
            """);

        Assert.Equal(1, compiled.Generated.Split("CallTarget.").Length - 1);
        Assert.Contains("GeneratedDefinitions.AddWorkflow", compiled.Generated, StringComparison.Ordinal);
        var definition = (WorkflowDefinition)compiled.Run("Make")!;
        Assert.True(definition.Dynamic);
        Assert.NotNull(definition.DynamicSignal);
        Assert.NotNull(definition.DynamicQuery);
        Assert.NotNull(definition.DynamicUpdate);
        Assert.NotNull(definition.DynamicOptionsGetter);
        Assert.Equal("RunAsync", definition.RunMethod.Name);
    }

    [Theory]
    [InlineData(
        "public class W<T> { [WorkflowRun] public Task RunAsync() => Task.CompletedTask; "
            + "}",
        "cannot be generic")]
    [InlineData("public class W { }", "has no method with WorkflowRun")]
    [InlineData(
        "public class W { [WorkflowRun] public Task A() => null!; [WorkflowRun] public Task "
            + "B() => null!; }",
        "several methods")]
    [InlineData("public class W { [WorkflowRun] public int Run() => 1; }", "must return a task")]
    [InlineData("public class W { [WorkflowRun] public static Task Run() => null!; }", "cannot be static")]
    [InlineData("public class W { [WorkflowRun] internal Task Run() => null!; }", "must be public")]
    [InlineData("public class W { [WorkflowRun] public Task Run<T>() => null!; }", "cannot be generic")]
    [InlineData(
        "public class W : B { } public class B { [WorkflowRun] public Task Run() => null!; "
            + "}",
        "must be declared on it")]
    [InlineData("public class W { RUN [WorkflowSignal] public Task<int> S() => null!; }", "must return Task")]
    [InlineData("public class W { RUN [WorkflowSignal] private Task S() => null!; }", "must be public")]
    [InlineData("public class W { RUN [WorkflowQuery] public Task<int> Q() => null!; }", "must return a value")]
    [InlineData("public class W { RUN [WorkflowQuery] public int Q { set { } } }", "must have a getter")]
    [InlineData("public class W { RUN [WorkflowUpdate] public void U() { } }", "must return a task")]
    [InlineData(
        "public class W { RUN [WorkflowSignal(\"x\")] public Task A() => null!; [WorkflowSignal(\"x\")] "
            + "public Task B() => null!; }",
        "more than one signal named x")]
    [InlineData(
        "public class W { RUN [WorkflowSignal(\"__temporal_x\")] public Task A() => null!; "
            + "}",
        "are reserved")]
    [InlineData(
        "public class W { RUN [WorkflowUpdateValidator(\"U\")] public void V() { } }",
        "names a method that is no update")]
    [InlineData(
        "public class W { RUN [WorkflowUpdate] public Task U(int i) => null!; [WorkflowUpdateValidator(\"U\")] "
            + "public void V(string i) { } }",
        "must have the parameters")]
    [InlineData(
        "public class W : B { RUN public override Task S() => null!; } public class B { [WorkflowSignal] "
            + "public virtual Task S() => null!; }",
        "repeat the attribute there")]
    [InlineData(
        "public class W : IB { RUN public Task S() => null!; } public interface IB { [WorkflowSignal] "
            + "Task S(); }",
        "repeat the attribute there")]
    [InlineData("public class W { [WorkflowInit] public W(int i) { } RUN }", "WorkflowInit constructor")]
    [InlineData(
        "public class W { RUN [WorkflowSignal(Dynamic = true)] public Task S(int i) => null!; "
            + "}",
        "must take a string and IRawValue[]")]
    [InlineData(
        "public class W { RUN [WorkflowDynamicOptions] public WorkflowDefinitionOptions O() "
            + "=> new(); }",
        "only for dynamic workflows")]
    [InlineData("public class W { RUN [WorkflowSignal] public int C { get; } }", "must be a SignalChannel")]
    public void A_wrong_workflow_compiles_and_its_worker_says_what_is_wrong(string source, string expected)
    {
        var text = $"[Workflow] {source.Replace("RUN", Minimal, StringComparison.Ordinal)}";
        var assembly = Compiled.From(text).Load();
        var type = assembly.GetType("W") ?? assembly.GetType("W`1")!;

        var wrong = Assert.ThrowsAny<ArgumentException>(() => WorkflowDefinition.Create(type));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class A { [Activity] public void X<T>() { } }", "cannot be generic")]
    [InlineData("public class A { [Activity] public void X(ref int i) { } }", "cannot have ref or out parameters")]
    [InlineData("public class A { [Activity] public ValueTask X() => default; }", "must return a task")]
    [InlineData("public class A { [Activity] public async void X() => await Task.Yield(); }", "is async void")]
    [InlineData("public class A { [Activity(Dynamic = true)] public void X(int i) { } }", "must take IRawValue[]")]
    [InlineData(
        "public class A { [Activity(\"n\", Dynamic = true)] public void X(IRawValue[] i) "
            + "{ } }",
        "cannot be dynamic and have a name")]
    [InlineData(
        "public class A : B { public override void X() { } [Activity] public void Y() { } "
            + "} public class B { [Activity] public virtual void X() { } }",
        "repeat the attribute there")]
    [InlineData("public class A { [Activity(\"__temporal_x\")] public void X() { } }", "are reserved")]
    [InlineData(
        "[ActivityDefaults(StartToClose = \"soon\")] public class A { [Activity] public void "
            + "X() { } }",
        "StartToClose of ActivityDefaults on A is \"soon\"")]
    public void A_wrong_activity_compiles_and_its_worker_says_what_is_wrong(string source, string expected)
    {
        var type = Compiled.From(source).Load().GetType("A")!;

        var wrong = Assert.ThrowsAny<ArgumentException>(
            () => ActivityDefinition.CreateAll(type, Activator.CreateInstance(type)));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_method_needs_an_instance()
    {
        var type = Compiled.From("public class A { [Activity] public void X() { } }").Load().GetType("A")!;

        var wrong = Assert.Throws<ArgumentException>(() => ActivityDefinition.CreateAll(type, null));

        Assert.Equal("Instance not provided, but activity A.X is not static (Parameter 'instance')", wrong.Message);
    }

    [Theory]
    [InlineData(
        "namespace N.@class { public class @event { [Activity] public void @int(int @string, "
            + "int value) { } } }")]
    [InlineData("public class Outer { public class Inner { [Activity] public void X() { } } }")]
    [InlineData(
        "public class Outer { internal class Inner { [Activity] public void X() { } [Activity] "
            + "internal void Y() { } } }")]
    [InlineData("public class Outer { private class Inner { [Activity] public void X() { } } }")]
    [InlineData("public class Outer<T> { public class Inner { [Activity] public void X() { } } }")]
    [InlineData("file class F { [Activity] public void X() { } } [Workflow] file class W { RUN }")]
    [InlineData(
        "public partial class P { [Activity] public void X() { } } public partial class P "
            + "{ [Activity] public void Y() { } }")]
    [InlineData("[Workflow] public record R(string? Name = null) { public R() : this(\"x\") { } RUN }")]
    [InlineData(
        "[Workflow] public struct S { RUN [WorkflowQuery] public int Q => 1; [WorkflowSignal] "
            + "public Task G() => Task.CompletedTask; }")]
    [InlineData("[Workflow] public class W { public required int Needed { get; init; } RUN }")]
    [InlineData("[Workflow] public abstract class W { RUN }")]
    [InlineData(
        "public class A { [Activity] public void X(params string[] all) { } [Activity] public "
            + "void Y(params List<int> all) { } }")]
    [InlineData(
        "public class A { [Activity] public (int a, string? b) X(List<(int c, string? d)>? "
            + "all, dynamic other) => default; }")]
    [InlineData(
        "public class A { [Activity] public unsafe void X(int* p) { } [Activity] public void "
            + "Y(ReadOnlySpan<char> s) { } }")]
    public void Types_of_every_shape_compile(string source) => AssertCompiles(source);

    [Theory]
    [InlineData(
        "#nullable disable\npublic class A { [Activity] public string X(string s = null, "
            + "List<string> l = null) => s; }")]
    [InlineData(
        "public class A { [Activity] public void X() { } [Activity] public Task XAsync() "
            + "=> Task.CompletedTask; }")]
    [InlineData(
        "public class A { [Activity] public void X(int i) { } [Activity(\"y\")] public void "
            + "X(string s) { } }")]
    [InlineData(
        "public class A { [Activity] public void ACalls() { } [Activity] public new string "
            + "ToString() => \"\"; [Activity] public void GetType() { } }")]
    [InlineData(
        "[Workflow] public class W { RUN [WorkflowQuery] public int State => 1; [WorkflowSignal(\"s\")] "
            + "public Task StateAsync() => null!; [WorkflowUpdate(\"u\")] public Task StateAsync(int "
            + "i) => null!; }")]
    [InlineData(
        "[Workflow] public class W { RUN [Activity] public static void Act() { } [WorkflowSignal] "
            + "public SignalChannel<string?> Mail { get; } = new(); }")]
    [InlineData(
        "public class A { [Obsolete(\"old\")] [Activity] public void X() { } [Obsolete] [Activity] "
            + "public Task<int> Y() => null!; }")]
    [InlineData(
        "namespace A { public class X { [Activity] public void M() { } } } namespace B { "
            + "public class X { [Activity] public void M() { } } }")]
    [InlineData(
        "namespace A_B { public class X { [Activity] public void M() { } } } namespace A "
            + "{ public class B_X { [Activity] public void M() { } } }")]
    [InlineData(
        "public class a { [Activity] public void M() { } } public class A { [Activity] public "
            + "void M() { } }")]
    [InlineData(
        "namespace Cairn.Mine { public class System { [Activity] public void Task() { } } "
            + "public class Global { [Activity] public System? M(System s) => s; } }")]
    [InlineData(
        "public static class A { [Activity] public static void M(int __target1, object args, "
            + "object instance) { } }")]
    [InlineData(
        "public interface IA { [Activity] Task<string?> GetAsync(string id, CancellationToken "
            + "token = default); }")]
    [InlineData("public class Ö { [Activity] public void Grüße(string größe = \"ü\u2028\") { } }")]
    [InlineData(
        "[ActivityDefaults(StartToClose = \"00:00:05\", BackoffCoefficient = 1.5f, MaxAttempts "
            + "= 3, NonRetryable = new[] { \"a\\\"b\" }, TaskQueue = null)] public class A { [Activity] "
            + "public void M() { } }")]
    public void Members_of_every_shape_compile(string source) => AssertCompiles(source);

    [Fact]
    public void Members_of_one_name_get_calls_of_their_own()
    {
        var compiled = Compiled.From("""
            public class A
            {
                [Activity] public int X() => 1;
                [Activity("second")] public Task<int> XAsync() => Task.FromResult(2);
                [Activity("third")] public int X(string s) => 3;
            }
            public static class Test
            {
                public static string Names() =>
                    $"{ACalls.X().Target.Name} {ACalls.XAsync().Target.Name} {ACalls.X("").Target.Name}";
            }
            """);

        Assert.Equal("X second third", compiled.Run("Names"));
    }

    [Fact]
    public void A_class_of_the_name_that_calls_would_have_is_reported()
    {
        var compiled = Compiled.From("""
            namespace N
            {
                public class Acts { [Activity] public int X() => 1; }
                public static class ActsCalls { }
            }
            public static class Test { public static string Name() => N.ActsCalls_.X().Target.Name; }
            """);

        Assert.Equal("X", compiled.Run("Name"));
        var warning = Assert.Single(compiled.Reported);
        Assert.Equal("CAIRN0307", warning.Id);
        Assert.Contains("The name ActsCalls is taken", warning.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal("File1.cs", warning.Location.GetLineSpan().Path);
    }

    [Theory]
    [InlineData(
        "public class Outer { public class Inner { [Activity] public int X() => 1; } } "
            + "public class Outer_Inner { [Activity] public int X() => 1; }",
        "Outer_InnerCalls",
        "Outer_InnerCalls_.X().Target.Name + Outer_InnerCalls.X().Target.Name")]
    [InlineData(
        "public class A_B { public class C { [Activity] public int X() => 1; } } "
            + "public class A { public class B_C { [Activity] public int X() => 1; } }",
        "A_B_CCalls",
        "A_B_CCalls_.X().Target.Name + A_B_CCalls.X().Target.Name")]
    [InlineData(
        "public class Outer { [Workflow] public interface Inner { [WorkflowRun] Task RunAsync(); } } "
            + "[Workflow] public interface Outer_Inner { [WorkflowRun] Task RunAsync(); }",
        "Outer_InnerCalls",
        "Outer_InnerCalls_.Run().Target.Name[..1] + Outer_InnerCalls.Run().Target.Name[..1]")]
    public void A_name_that_the_calls_of_two_types_would_have_is_reported(string types, string name, string use)
    {
        var compiled = Compiled.From($"{types} public static class Test {{ public static string Use() => {use}; }}");

        Assert.Equal(2, ((string)compiled.Run("Use")!).Length);
        var warning = Assert.Single(compiled.Reported);
        Assert.Equal("CAIRN0307", warning.Id);
        Assert.Contains($"{name} is taken", warning.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_types_whose_calls_would_have_one_name_get_three_names()
    {
        var compiled = Compiled.From("""
            public class A { public class B { public class C { [Activity] public int X() => 1; } } }
            public class A_B { public class C { [Activity] public int Y() => 1; } }
            public class A_B_C { [Activity] public int Z() => 1; }
            public class A_B_CCalls_ { }
            public static class Test
            {
                public static string Names() => A_B_CCalls.Z().Target.Name + A_B_CCalls__.Y().Target.Name
                    + A_B_CCalls___.X().Target.Name;
            }
            """);

        Assert.Equal("ZYX", compiled.Run("Names"));
        Assert.Equal(["CAIRN0307", "CAIRN0307"], compiled.Reported.Select(each => each.Id));
    }

    [Fact]
    public void A_type_of_a_similar_name_without_calls_takes_no_name()
    {
        var compiled = Compiled.From("""
            public class Outer { public class Inner { public int X() => 1; } }
            public class Outer_Inner { [Activity] public int X() => 1; }
            """);

        Assert.Empty(compiled.Reported);
        Assert.Empty(compiled.Problems);
    }

    [Theory]
    [InlineData("void Do();", "Do")]
    [InlineData("[Activity] int Count();", "Count")]
    [InlineData("int Count { get; }", "Count")]
    [InlineData("[Activity] Task DoAsync<T>();", "DoAsync")]
    public void A_contract_with_a_member_that_is_no_activity_is_reported(string member, string name)
    {
        var compiled = Compiled.From(
            $"[ActivityContract] public interface IActs {{ [Activity] Task GoodAsync(); {member} }}");

        var error = Assert.Single(compiled.Reported);
        Assert.Equal("CAIRN0313", error.Id);
        Assert.Contains(
            $"IActs cannot be called by workflows: {name} is", error.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_inherits_and_may_have_code_of_its_own()
    {
        var compiled = Compiled.From("""
            public interface IBase
            {
                [Activity] Task<string?> GetAsync(string? @class, int __caller, CancellationToken __token = default);
            }
            [ActivityContract] public interface IActs : IBase
            {
                [Activity] Task DoAsync(int count = 1);
                Task DoTwiceAsync() => DoAsync(2);
            }
            """);

        Assert.Empty(compiled.Problems);
        Assert.Contains("global::IBase.GetAsync(string? @class", compiled.Generated, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_refer_to_what_they_call()
    {
        var compiled = Compiled.From("namespace N; public class Acts { [Activity] public int X(string s) => 1; }");

        Assert.Contains("<see cref=\"T:N.Acts\"/>", compiled.Generated, StringComparison.Ordinal);
        Assert.Contains("<see cref=\"M:N.Acts.X(System.String)\"/>", compiled.Generated, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_without_attributes_generates_nothing() =>
        Assert.Empty(Compiled.From("public class Plain { public void X() { } }").Generated);

    private static void AssertCompiles(string source)
    {
        var text = source.Replace("RUN", Minimal, StringComparison.Ordinal);
        var compiled = Compiled.From(source.Contains("unsafe", StringComparison.Ordinal)
            ? text.Replace("unsafe ", "", StringComparison.Ordinal)
                .Replace("int* p", "TypedReference p", StringComparison.Ordinal)
            : text);

        Assert.DoesNotContain(compiled.Problems, each => !IsOfInput(each));
        Assert.Empty(compiled.Reported);
    }

    // Declarations of these tests that the compiler warns of with or without the generator.
    private static bool IsOfInput(string problem) => problem.StartsWith("File", StringComparison.Ordinal);
}
