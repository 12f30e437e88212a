using System.Text.Json;
using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>
/// Results of another type than the one that was asked for: the error says whose result, and which type.
/// </summary>
public sealed class WrongResultTests : EngineTest
{
    [Theory]
    [InlineData("activity", "The result of activity Say is no System.Int32: ")]
    [InlineData("local activity", "The result of local activity Say is no System.Int32: ")]
    [InlineData("child", "The result of child workflow Says \"child\" is no System.Int32: ")]
    public async Task A_result_of_the_wrong_type_in_a_workflow_is_named(string what, string message)
    {
        await using var worker = StartWorker(options =>
        {
            options.WorkflowFailureExceptionTypes = [typeof(Exception)];
            options.AddWorkflow<Asks>().AddWorkflow<Says>().AddActivity(Says.Say);
        });
        var handle = await Client.StartWorkflowAsync((Asks w) => w.RunAsync(what), Id());
        var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(handle.GetResultAsync()));
        var error = Assert.IsType<ApplicationFailureException>(failed.InnerException);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(nameof(InvalidCastException), error.ErrorType);
        Assert.Equal(
            nameof(JsonException), Assert.IsType<ApplicationFailureException>(error.InnerException).ErrorType);
    }

    [Fact]
    public async Task Results_of_the_wrong_type_at_the_client_are_named()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Answers>());
        var handle = await Client.StartWorkflowAsync((Answers w) => w.RunAsync(), Id());
        await AssertNamedAsync("The answer to query Ask is no System.Int32: ", handle.QueryAsync<int>("Ask", []));
        var update = await handle.StartUpdateAsync<int>("Change", [], new(Cairn.Client.WorkflowUpdateStage.Completed)
        {
            Id = "u",
        });
        await AssertNamedAsync(
            "The result of update \"u\" of workflow \"w\" is no System.Int32: ", update.GetResultAsync());
        await AssertNamedAsync("The result of workflow \"w\" is no System.Int32: ", handle.GetResultAsync<int>());
    }

    private static async Task AssertNamedAsync(string message, Task<int> call)
    {
        var error = await Assert.ThrowsAsync<InvalidCastException>(() => SoonAsync(call));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(error.InnerException);
    }

    [Workflow]
    public class Asks
    {
        [WorkflowRun]
        public Task<int> RunAsync(string what) => what switch
        {
            "activity" => Workflow.ExecuteActivityAsync<int>("Say", [], Acts.Options),
            "local activity" => Workflow.ExecuteLocalActivityAsync<int>(
                "Say", [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) }),
            _ => Workflow.ExecuteChildWorkflowAsync<int>("Says", [], new() { Id = "child" }),
        };
    }

    [Workflow]
    public class Says
    {
        [Activity]
        public static string Say() => "words";

        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult("words");
    }

    [Workflow]
    public class Answers
    {
        private bool isChanged;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isChanged && Workflow.AllHandlersFinished);
            return "words";
        }

        [WorkflowQuery]
        public string Ask() => "words";

        [WorkflowUpdate]
        public Task<string> ChangeAsync()
        {
            isChanged = true;
            return Task.FromResult("words");
        }
    }
}
