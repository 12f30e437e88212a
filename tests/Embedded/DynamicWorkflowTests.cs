using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>One class that runs every workflow type that has no class of its own.</summary>
public sealed class DynamicWorkflowTests : EngineTest
{
    [Fact]
    public async Task It_chooses_for_each_run_which_exceptions_fail_the_workflow()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Anything>());
        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(
            () => Client.ExecuteWorkflowAsync("Strict", [], Id("strict")));
        Assert.Equal("Strict made a mistake", failed.InnerException!.Message);

        await Client.StartWorkflowAsync("Lenient", [], Id("lenient"));
        Assert.Contains("Lenient made a mistake", await TaskFailureAsync("lenient"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_not_choose_is_as_its_attribute_says()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Anything>());
        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(
            () => Client.ExecuteWorkflowAsync("Plain", [], Id("plain")));
        Assert.Equal("Plain made a mistake", failed.InnerException!.Message);
    }

    [Workflow(Dynamic = true, FailureExceptionTypes = [typeof(Exception)])]
    public class Anything
    {
        [WorkflowRun]
        public Task RunAsync(IRawValue[] _) =>
            throw new InvalidOperationException($"{Workflow.Info.WorkflowType} made a mistake");

        [WorkflowDynamicOptions]
        public WorkflowDefinitionOptions Choose() => new()
        {
            FailureExceptionTypes = Workflow.Info.WorkflowType switch
            {
                "Strict" => [typeof(InvalidOperationException)],
                "Lenient" => [typeof(ArgumentException)],
                _ => null,
            },
        };
    }
}
