using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Arguments of another type than the one that takes them: the error says which, and where.</summary>
public sealed class WrongTypeTests : EngineTest
{
    [Fact]
    public async Task A_workflow_argument_of_the_wrong_type_is_named()
    {
        await using var worker = StartWorker(options =>
        {
            options.WorkflowFailureExceptionTypes = [typeof(Exception)];
            options.AddWorkflow<TakesNumbers>();
        });
        var handle = await Client.StartWorkflowAsync("TakesNumbers", [1, "two"], Id());
        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(handle.GetResultAsync()));
        Assert.StartsWith(
            "Argument 2 of workflow TakesNumbers is no System.Int32: ",
            failed.InnerException!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_of_queries_and_updates_of_the_wrong_type_are_named()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<TakesNumbers>());
        var handle = await Client.StartWorkflowAsync((TakesNumbers w) => w.RunAsync(1, 2), Id());
        var query = await Assert.ThrowsAsync<WorkflowQueryFailedException>(
            () => SoonAsync(handle.QueryAsync<int>("Ask", ["one"])));
        Assert.StartsWith("Argument 1 of query Ask is no System.Int32: ", query.Message, StringComparison.Ordinal);
        var update = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => SoonAsync(handle.ExecuteUpdateAsync<int>("Change", ["one"])));
        Assert.StartsWith(
            "Argument 1 of update Change is no System.Int32: ",
            update.InnerException!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_throws_says_what_and_where()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<TakesNumbers>());
        var handle = await Client.StartWorkflowAsync((TakesNumbers w) => w.RunAsync(1, 2), Id());
        var failed = await Assert.ThrowsAsync<WorkflowQueryFailedException>(
            () => SoonAsync(handle.QueryAsync(w => w.Ask(0))));
        Assert.Equal("not zero", failed.Message);
        var cause = Assert.IsType<ApplicationFailureException>(failed.InnerException);
        Assert.Equal(nameof(InvalidOperationException), cause.ErrorType);
        Assert.Contains("TakesNumbers.Ask", cause.StackTrace, StringComparison.Ordinal);
    }

    [Workflow]
    public class TakesNumbers
    {
        [WorkflowRun]
        public Task RunAsync(int one, int two) => Workflow.DelayAsync(Timeout.InfiniteTimeSpan);

        [WorkflowQuery]
        public int Ask(int number) =>
            number == 0 ? throw new InvalidOperationException("not zero") : number;

        [WorkflowUpdate]
        public Task<int> ChangeAsync(int number) => Task.FromResult(number);
    }
}
