using Cairn.Activities;
using Cairn.Converters;

namespace Cairn.Tests.Sdk.Activities;

public class ActivityDefinitionTests
{
    [Fact]
    public async Task All_forms_of_methods_can_be_activities()
    {
        var all = ActivityDefinition.CreateAll(new Forms()).ToDictionary(d => d.Name ?? "(dynamic)");
        Assert.Equal(
            ["(dynamic)", "Add", "Async", "Ping", "Tell", "chosen-name"], all.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, await all["Add"].InvokeAsync([2, 3]));
        Assert.Equal("hello", await all["Async"].InvokeAsync([]));
        Assert.Null(await all["Tell"].InvokeAsync([]));
        Assert.Null(await all["Ping"].InvokeAsync([]));
        Assert.Equal("named", await all["chosen-name"].InvokeAsync([]));
    }

    [Fact]
    public void An_async_void_method_cannot_be_an_activity()
    {
        var refused = Assert.Throws<ArgumentException>(() => ActivityDefinition.Create(
            typeof(Forgetful).GetMethod(nameof(Forgetful.Tell))!, _ => null));
        Assert.Contains("is async void", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_knows_its_types()
    {
        var definition = ActivityDefinition.Create(Forms.AddAsync);
        Assert.Equal("Add", definition.Name);
        Assert.Equal(typeof(int), definition.ReturnType);
        Assert.Equal([typeof(int), typeof(int)], definition.ParameterTypes);
        Assert.Equal(1, definition.RequiredParameterCount);
        Assert.Equal(typeof(void), ActivityDefinition.Create(Forms.PingAsync).ReturnType);
    }

    [Fact]
    public void A_trailing_cancellation_token_does_not_count_as_a_parameter()
    {
        var definition = ActivityDefinition.Create(
            [Activity("x")] (string a, CancellationToken token) => a);
        Assert.Equal([typeof(string)], definition.ParameterTypes);
        Assert.Equal(1, definition.RequiredParameterCount);
        Assert.True(definition.TakesCancellationToken);
    }

    [Fact]
    public async Task A_lambda_needs_a_name_and_keeps_what_it_captured()
    {
        var captured = 40;
        var definition = ActivityDefinition.Create([Activity("sum")] (int more) => captured + more);
        Assert.Equal("sum", definition.Name);
        Assert.Equal(42, await definition.InvokeAsync([2]));
        Assert.Throws<ArgumentException>(() => ActivityDefinition.Create([Activity] () => 1));
    }

    [Fact]
    public void A_local_function_has_its_own_name()
    {
        Assert.Equal("Local", ActivityDefinition.Create(LocalAsync).Name);

        [Activity]
        static Task LocalAsync() => Task.CompletedTask;
    }

    [Fact]
    public async Task A_definition_can_be_made_by_hand()
    {
        var definition = ActivityDefinition.Create(
            "twice", typeof(Task<int>), [typeof(int)], 1, args => Task.FromResult((int)args[0]! * 2));
        Assert.Equal(typeof(int), definition.ReturnType);
        Assert.Equal(8, await definition.InvokeAsync([4]));
    }

    [Fact]
    public async Task An_exception_arrives_as_it_was_thrown()
    {
        var definition = ActivityDefinition.Create([Activity("fails")] () => int.Parse("x"));
        await Assert.ThrowsAsync<FormatException>(() => definition.InvokeAsync([]));
    }

    [Fact]
    public void What_cannot_be_an_activity_is_refused_with_the_reason()
    {
        Refused("missing Activity attribute", () => ActivityDefinition.Create(() => 1));
        Refused("value task", () => ActivityDefinition.Create([Activity("v")] () => ValueTask.FromResult(1)));
        Refused("IRawValue[]", () => ActivityDefinition.Create([Activity(Dynamic = true)] (string x) => x));
        Refused("Instance not provided", () => ActivityDefinition.CreateAll<Forms>(null));
        Refused("No activities found", () => ActivityDefinition.CreateAll(new ActivityDefinitionTests()));
        Refused(
            "start with __temporal are reserved", () => ActivityDefinition.Create([Activity("__temporal_a")] () => 1));
        Refused(
            "start with __temporal are reserved",
            () => ActivityDefinition.Create("__temporal_a", typeof(void), [], 0, _ => null));
    }

    [Fact]
    public void An_override_without_the_attribute_is_refused_with_both_names()
    {
        var message = Assert.Throws<ArgumentException>(() => ActivityDefinition.CreateAll(new Derived())).Message;
        Assert.Contains($"{typeof(Base)}.Act", message, StringComparison.Ordinal);
        Assert.Contains($"{typeof(Derived)}.Act", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_implementation_of_a_contract_without_the_attribute_is_refused_with_both_names()
    {
        var message = Assert.Throws<ArgumentException>(() => ActivityDefinition.CreateAll(new Implements())).Message;
        Assert.Contains($"{typeof(IContract)}.Act", message, StringComparison.Ordinal);
        Assert.Contains($"{typeof(Implements)}.Act", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_without_the_attribute_can_be_named_from_outside()
    {
        var method = typeof(string).GetMethod(nameof(string.IsNullOrEmpty))!;
        var definition = ActivityDefinition.CreateWithoutAttribute(
            "empty", method, args => string.IsNullOrEmpty((string?)args[0]));
        Assert.Equal(typeof(bool), definition.ReturnType);
        Assert.Same(method, definition.MethodInfo);
    }

    private static void Refused(string reason, Action create) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal);

    private class Base
    {
        [Activity]
        public virtual void Act()
        {
        }
    }

    private sealed class Derived : Base
    {
        [Activity]
        public static int Other() => 1;

        public override void Act()
        {
        }
    }

    private interface IContract
    {
        [Activity]
        void Act();
    }

    private sealed class Implements : IContract
    {
        [Activity]
        public static int Other() => 1;

        public void Act()
        {
        }
    }

    private sealed class Forgetful
    {
        [Activity]
        public static async void Tell() => await Task.Yield();
    }

    private sealed class Forms
    {
        private readonly string greeting = "hello";

        [Activity]
        public static Task<int> AddAsync(int a, int b = 1) => Task.FromResult(a + b);

        [Activity]
        public static Task PingAsync() => Task.CompletedTask;

        [Activity("chosen-name")]
        public static string Named() => "named";

        [Activity(Dynamic = true)]
        public static int Any(IRawValue[] args) => args.Length;

        [Activity]
        public async Task<string> Async()
        {
            await Task.Yield();
            return greeting;
        }

        [Activity]
        public void Tell() => Assert.NotEmpty(greeting);
    }
}
