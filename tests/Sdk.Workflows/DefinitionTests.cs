using Cairn.Tests.Sdk.Workflows.Kit;
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
    [InlineData(typeof(OptionsWithoutNeed), "is only for dynamic workflows")]
    [InlineData(typeof(OptionsWithParameter), "must be public, take nothing and return WorkflowDefinitionOptions")]
    [InlineData(typeof(OptionsTwice), "can mark one method only")]
    public void What_cannot_be_a_workflow_is_refused(Type type, string why) => Assert.Contains(
        why, Assert.Throws<ArgumentException>(() => WorkflowDefinition.Create(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_workflows_of_one_name_are_refused() => Assert.Throws<ArgumentException>(
        () => Handlers.Of([typeof(Sample), typeof(OtherSample)]));

    [Fact]
    public async Task The_constructor_can_take_the_workflows_arguments()
    {
        var server = new FakeServer(nameof(WithInit), 7).Signal("Double");
        await server.RunTaskAsync(Handlers.Of<WithInit>());
        Assert.Equal(["complete 14"], server.Tasks[0]);
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
}
