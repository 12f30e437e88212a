using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class DefinitionTests
{
    [Fact]
    public void Names_come_from_the_class_and_its_methods_without_Async()
    {
        var definition = WorkflowDefinition.Create<Sample>();
        Assert.Equal("Sample", definition.Name);
        Assert.Equal(["Approve", "Named"], definition.Signals.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["GetAsync", "State"], definition.Queries.Keys.Order(StringComparer.Ordinal));
        Assert.Same(definition, WorkflowDefinition.Create<Sample>());
    }

    [Fact]
    public void An_interface_gives_its_name_without_the_I_and_cannot_be_run()
    {
        var definition = WorkflowDefinition.Create<IContract>();
        Assert.Equal("Contract", definition.Name);
        Assert.False(definition.Instantiable);
    }

    [Theory]
    [InlineData(typeof(string), "missing Workflow attribute")]
    [InlineData(typeof(NoRun), "has no method with WorkflowRun")]
    [InlineData(typeof(TwoRuns), "has several methods with WorkflowRun")]
    [InlineData(typeof(RunReturnsValue), "must return a task")]
    [InlineData(typeof(RunIsStatic), "cannot be static")]
    [InlineData(typeof(SignalReturnsValue), "must return Task")]
    [InlineData(typeof(QueryReturnsTask), "must return a value, and no task")]
    [InlineData(typeof(SameSignalTwice), "more than one signal named Approve")]
    [InlineData(typeof(WrongInit), "with the run method's parameters")]
    [InlineData(typeof(WrongDynamicSignal), "must take a string and IRawValue[]")]
    [InlineData(typeof(Generic<>), "cannot be generic")]
    [InlineData(typeof(Generic<int>), "cannot be generic")]
    [InlineData(typeof(SignalLosesAttribute), "WorkflowSignal is on")]
    [InlineData(typeof(QueryLosesAttribute), "WorkflowQuery is on")]
    [InlineData(typeof(UpdateLosesAttribute), "WorkflowUpdate is on")]
    [InlineData(typeof(ValidatorLosesAttribute), "WorkflowUpdateValidator is on")]
    [InlineData(typeof(PropertyLosesAttribute), "WorkflowQuery is on")]
    [InlineData(typeof(RunLosesAttribute), "WorkflowRun is on")]
    [InlineData(typeof(ContractLosesAttribute), "WorkflowSignal is on")]
    [InlineData(typeof(ReservedWorkflow), "names that start with __temporal are reserved")]
    [InlineData(typeof(ReservedSignal), "names that start with __temporal are reserved")]
    [InlineData(typeof(ReservedQuery), "names that start with __stack_trace are reserved")]
    [InlineData(typeof(ReservedProperty), "names that start with __enhanced_stack_trace are reserved")]
    [InlineData(typeof(ReservedUpdate), "names that start with __temporal are reserved")]
    [InlineData(typeof(OptionsWithoutNeed), "is only for dynamic workflows")]
    [InlineData(typeof(OptionsWithParameter), "must be public, take nothing and return WorkflowDefinitionOptions")]
    [InlineData(typeof(OptionsTwice), "can mark one method only")]
    public void What_cannot_be_a_workflow_is_refused(Type type, string why) => Assert.Contains(
        why, Assert.Throws<ArgumentException>(() => WorkflowDefinition.Create(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_refusal_has_all_that_is_wrong_each_with_its_class_and_method()
    {
        var message = Assert.Throws<ArgumentException>(WorkflowDefinition.Create<AllWrong>).Message;
        foreach (var member in (string[])["Run", "Signal", "Query", "Property", "Update", "Hidden", "Any"])
        {
            Assert.Contains($"method {typeof(AllWrong)}.{member} ", message.Replace("property", "method"));
        }

        Assert.Contains($"Validator {typeof(AllWrong)}.Check names a method that is no update: None", message);
    }

    [Fact]
    public void An_override_without_the_attribute_is_refused_with_both_names()
    {
        var message = Assert.Throws<ArgumentException>(WorkflowDefinition.Create<SignalLosesAttribute>).Message;
        Assert.Contains($"{typeof(Base)}.SignalAsync", message, StringComparison.Ordinal);
        Assert.Contains($"{typeof(SignalLosesAttribute)}.SignalAsync", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_that_are_not_overridden_are_inherited()
    {
        var definition = WorkflowDefinition.Create<Inherits>();
        Assert.Equal(["Signal"], definition.Signals.Keys);
        Assert.Equal(["Property", "Query"], definition.Queries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Update"], definition.Updates.Keys);
        Assert.True(definition.Updates["Update"].HasValidator);
    }

    [Fact]
    public void Handlers_that_are_made_at_run_time_cannot_have_reserved_names()
    {
        var task = Task.CompletedTask;
        Refused(() => WorkflowSignalDefinition.CreateWithoutAttribute("__temporal_s", () => task));
        Refused(() => WorkflowQueryDefinition.CreateWithoutAttribute("__stack_trace", () => 1));
        Refused(() => WorkflowUpdateDefinition.CreateWithoutAttribute("__temporal_u", () => task));
        Refused(() => WorkflowDefinition.Create(typeof(Sample), "__temporal_w", null));

        static void Refused(Func<object> create) => Assert.Contains(
            "are reserved", Assert.Throws<ArgumentException>(create).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_workflows_of_one_name_are_refused_by_both_classes()
    {
        var message = Assert.Throws<ArgumentException>(
            () => Handlers.Of([typeof(Sample), typeof(OtherSample)])).Message;
        Assert.Contains(typeof(Sample).ToString(), message, StringComparison.Ordinal);
        Assert.Contains(typeof(OtherSample).ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_constructor_can_take_the_workflows_arguments()
    {
        var server = new FakeServer(nameof(WithInit), 7).Signal("Double");
        await server.RunTaskAsync(Handlers.Of<WithInit>());
        Assert.Equal(["complete 14"], server.Tasks[0]);
    }

    [Fact]
    public async Task A_struct_can_be_a_workflow_and_keeps_what_its_handlers_change()
    {
        var server = new FakeServer(nameof(Struct)).Signal("Add", 3).Signal("Add", 4);
        using var handler = Handlers.Of<Struct>();
        await server.RunTaskAsync(handler);
        Assert.Equal(["complete 7"], server.Tasks[0]);
        var answer = Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(await handler.HandleAsync(
            server.ToQuery("Total", sticky: false), TestContext.Current.CancellationToken));
        Assert.Equal("7", answer.Request.QueryResult.Payloads_[0].Data.ToStringUtf8());
    }

    [Workflow]
    public struct Struct
    {
        private int total;

        [WorkflowQuery]
        public readonly int Total => total;

        [WorkflowRun]
        public readonly Task<int> RunAsync() => Task.FromResult(total);

        [WorkflowSignal]
        public Task AddAsync(int number)
        {
            total += number;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public interface IContract
    {
        [WorkflowRun]
        Task RunAsync();
    }

    [Workflow]
    public class Sample
    {
        [WorkflowQuery]
        public int State => 1;

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task ApproveAsync() => Task.CompletedTask;

        [WorkflowSignal("Named")]
        public Task OtherAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public int GetAsync() => 1;
    }

    [Workflow("Sample")]
    public class OtherSample
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class WithInit
    {
        private int value;

        [WorkflowInit]
        public WithInit(int value) => this.value = value;

        [WorkflowRun]
        public Task<int> RunAsync(int _) => Task.FromResult(value);

        [WorkflowSignal]
        public Task DoubleAsync()
        {
            value *= 2;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class OptionsWithoutNeed
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowDynamicOptions]
        public WorkflowDefinitionOptions Choose() => new();
    }

    [Workflow(Dynamic = true)]
    public class OptionsWithParameter
    {
        [WorkflowRun]
        public Task RunAsync(Converters.IRawValue[] _) => Task.CompletedTask;

        [WorkflowDynamicOptions]
        public WorkflowDefinitionOptions Choose(string _) => new();
    }

    [Workflow(Dynamic = true)]
    public class OptionsTwice
    {
        [WorkflowRun]
        public Task RunAsync(Converters.IRawValue[] _) => Task.CompletedTask;

        [WorkflowDynamicOptions]
        public WorkflowDefinitionOptions Choose() => new();

        [WorkflowDynamicOptions]
        public WorkflowDefinitionOptions ChooseAgain() => new();
    }

    [Workflow]
    public class NoRun;

    [Workflow]
    public class TwoRuns
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowRun]
        public Task Run2Async() => Task.CompletedTask;
    }

    [Workflow]
    public class RunReturnsValue
    {
        [WorkflowRun]
        public int Run() => 1;
    }

    [Workflow]
    public class RunIsStatic
    {
        [WorkflowRun]
        public static Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class SignalReturnsValue
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task<int> ApproveAsync() => Task.FromResult(1);
    }

    [Workflow]
    public class QueryReturnsTask
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public Task<int> StateAsync() => Task.FromResult(1);
    }

    [Workflow]
    public class SameSignalTwice
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task ApproveAsync() => Task.CompletedTask;

        [WorkflowSignal("Approve")]
        public Task AlsoAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class WrongInit
    {
        [WorkflowInit]
        public WrongInit(int value) => _ = value;

        [WorkflowRun]
        public Task RunAsync(string text) => Task.FromResult(text);
    }

    [Workflow]
    public class WrongDynamicSignal
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal(Dynamic = true)]
        public Task AnyAsync(string name) => Task.FromResult(name);
    }

    [Workflow]
    public class Generic<T>
    {
        [WorkflowRun]
        public Task<T?> RunAsync() => Task.FromResult(default(T));
    }

    public class Base
    {
        [WorkflowQuery]
        public virtual int Property => 1;

        [WorkflowSignal]
        public virtual Task SignalAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public virtual int Query() => 1;

        [WorkflowUpdate]
        public virtual Task UpdateAsync() => Task.CompletedTask;

        [WorkflowUpdateValidator(nameof(UpdateAsync))]
        public virtual void Check()
        {
        }
    }

    [Workflow]
    public class Inherits : Base
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class SignalLosesAttribute : Base
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        public override Task SignalAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class QueryLosesAttribute : Base
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        public override int Query() => 2;
    }

    [Workflow]
    public class UpdateLosesAttribute : Base
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        public override Task UpdateAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class ValidatorLosesAttribute : Base
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        public override void Check()
        {
        }
    }

    [Workflow]
    public class PropertyLosesAttribute : Base
    {
        public override int Property => 2;

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class RunKeepsAttribute
    {
        [WorkflowRun]
        public virtual Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class RunLosesAttribute : RunKeepsAttribute
    {
        public override Task RunAsync() => Task.CompletedTask;
    }

    public interface IApproves
    {
        [WorkflowSignal]
        Task ApproveAsync();
    }

    [Workflow]
    public class ContractLosesAttribute : IApproves
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        public Task ApproveAsync() => Task.CompletedTask;
    }

    [Workflow("__temporal_workflow")]
    public class ReservedWorkflow
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class ReservedSignal
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal("__temporal_signal")]
        public Task SignalAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class ReservedQuery
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowQuery("__stack_trace")]
        public int Query() => 1;
    }

    [Workflow]
    public class ReservedProperty
    {
        [WorkflowQuery("__enhanced_stack_trace")]
        public int Property => 1;

        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class ReservedUpdate
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowUpdate("__temporal_update")]
        public Task UpdateAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class AllWrong
    {
        [WorkflowQuery]
        public int Property
        {
            set => _ = value;
        }

        [WorkflowRun]
        public int Run() => 1;

        [WorkflowSignal]
        public int Signal() => 1;

        [WorkflowQuery]
        public Task Query() => Task.CompletedTask;

        [WorkflowUpdate]
        public int Update() => 1;

        [WorkflowSignal(Dynamic = true)]
        public Task Any() => Task.CompletedTask;

        [WorkflowUpdateValidator("None")]
        public void Check()
        {
        }

        [WorkflowSignal]
        internal Task Hidden() => Task.CompletedTask;
    }
}
