using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Values that cannot be converted: task, update or query fails, and nobody waits in vain.</summary>
public sealed class UnconvertibleValueTests : EngineTest
{
    [Fact]
    public async Task An_update_whose_result_cannot_be_converted_fails_the_workflow_task()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<ReturnsDelegates>());
        var handle = await Client.StartWorkflowAsync((ReturnsDelegates w) => w.RunAsync("wait"), Id());
        var update = handle.ExecuteUpdateAsync(w => w.UpdateAsync());
        Assert.Contains("Func", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
        await handle.TerminateAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => SoonAsync(update));
    }

    [Fact]
    public async Task An_update_whose_result_cannot_be_converted_fails_if_all_exceptions_fail_workflows()
    {
        await using var worker = StartWorker(options =>
        {
            options.WorkflowFailureExceptionTypes = [typeof(Exception)];
            options.AddWorkflow<ReturnsDelegates>();
        });
        var handle = await Client.StartWorkflowAsync((ReturnsDelegates w) => w.RunAsync("wait"), Id());
        var failed = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => SoonAsync(handle.ExecuteUpdateAsync(w => w.UpdateAsync())));
        Assert.Contains("Func", failed.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_whose_result_cannot_be_converted_fails()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<ReturnsDelegates>());
        var handle = await Client.StartWorkflowAsync((ReturnsDelegates w) => w.RunAsync("wait"), Id());
        await Assert.ThrowsAsync<WorkflowQueryFailedException>(() => SoonAsync(handle.QueryAsync(w => w.Query())));
    }

    [Theory]
    [InlineData("return")]
    [InlineData("activity argument")]
    [InlineData("local activity argument")]
    [InlineData("child argument")]
    [InlineData("signal argument")]
    [InlineData("memo")]
    [InlineData("continue as new")]
    [InlineData("child memo")]
    public async Task A_value_that_cannot_be_converted_fails_the_workflow_task(string where)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<ReturnsDelegates>());
        await Client.StartWorkflowAsync((ReturnsDelegates w) => w.RunAsync(where), Id());
        Assert.Contains("Func", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_whose_result_cannot_be_converted_fails()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<ReturnsDelegates>().AddAllActivities(typeof(Returning), null));
        var run = Client.ExecuteWorkflowAsync((ReturnsDelegates w) => w.RunAsync("activity result"), Id());
        Assert.Contains("Func", (await ReasonAsync(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_whose_details_cannot_be_converted_keeps_its_message_and_type()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<ReturnsDelegates>().AddAllActivities(typeof(Returning), null));
        var run = Client.ExecuteWorkflowAsync((ReturnsDelegates w) => w.RunAsync("failure details"), Id());
        var reason = Assert.IsType<ApplicationFailureException>(await ReasonAsync(run));
        Assert.Equal(("out of stock", "Stock"), (reason.Message, reason.ErrorType));
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_fail_the_workflow_if_all_exceptions_do()
    {
        await using var worker = StartWorker(options =>
        {
            options.WorkflowFailureExceptionTypes = [typeof(Exception)];
            options.AddWorkflow<TakesANumber>();
        });
        var handle = await Client.StartWorkflowAsync(nameof(TakesANumber), ["no number"], Id());
        Assert.Contains("as a number", (await ReasonAsync(handle.GetResultAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_fail_the_workflow_task_otherwise()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<TakesANumber>());
        await Client.StartWorkflowAsync(nameof(TakesANumber), ["no number"], Id());
        Assert.Contains("Int32", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    public static class Returning
    {
        [Activity]
        public static Func<int> Result() => Unconvertible.Value;

        [Activity]
        public static void Details() => throw new ApplicationFailureException(
            "out of stock", errorType: "Stock", nonRetryable: true, details: [Unconvertible.Value]);
    }

    [Workflow]
    public class TakesANumber
    {
        [WorkflowRun]
        public Task<int> RunAsync(int number) => Task.FromResult(number);
    }

    [Workflow]
    public class ReturnsDelegates
    {
        private static readonly ActivityOptions Once = new()
        {
            StartToCloseTimeout = TimeSpan.FromSeconds(30),
            RetryPolicy = new() { MaximumAttempts = 1 },
        };

        [WorkflowRun]
        public async Task<object?> RunAsync(string where)
        {
            var value = Unconvertible.Value;
            switch (where)
            {
                case "wait":
                    await Workflow.WaitConditionAsync(() => false);
                    break;
                case "return":
                    return value;
                case "activity argument":
                    await Workflow.ExecuteActivityAsync("Any", [value], Once);
                    break;
                case "local activity argument":
                    await Workflow.ExecuteLocalActivityAsync(
                        "Any", [value], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) });
                    break;
                case "child argument":
                    await Workflow.ExecuteChildWorkflowAsync("Any", [value]);
                    break;
                case "child memo":
                    await Workflow.ExecuteChildWorkflowAsync(
                        "Any", [], new() { Memo = new Dictionary<string, object> { ["m"] = value } });
                    break;
                case "signal argument":
                    await Workflow.GetExternalWorkflowHandle("other").SignalAsync("s", [value]);
                    break;
                case "memo":
                    Workflow.UpsertMemo(MemoUpdate.ValueSet("m", value));
                    break;
                case "continue as new":
                    throw Workflow.CreateContinueAsNewException("Any", [value]);
                case "activity result":
                    await Workflow.ExecuteActivityAsync(() => Returning.Result(), Once);
                    break;
                case "failure details":
                    await Workflow.ExecuteActivityAsync(() => Returning.Details(), Once);
                    break;
            }

            return null;
        }

        [WorkflowUpdate]
        public Task<Func<int>> UpdateAsync() => Task.FromResult(Unconvertible.Value);

        [WorkflowQuery]
        public Func<int> Query() => Unconvertible.Value;
    }
}
