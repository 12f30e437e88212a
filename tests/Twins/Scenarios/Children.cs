using System.Linq.Expressions;
using Cairn.Exceptions;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>A child that returns, and one that fails.</summary>
internal static class Children
{
    public static IEnumerable<Twin> Twins =>
    [
        new("child", play => ParentAsync<Parent, int>(play, kid => w => w.RunAsync(kid))),
        new("child-fails", play => ParentAsync<ParentOfFailing, string>(
            play, kid => w => w.RunAsync(kid))),
    ];

    // The child's end waits until the parent has been told of its start, so that these are two tasks.
    private static async Task ParentAsync<TWorkflow, TResult>(
        Play play, Func<string, Expression<Func<TWorkflow, Task<TResult>>>> start)
    {
        var kid = play.Id("kid");
        play.Recorder.BeforeAnswer = task => task.WorkflowExecution.WorkflowId == kid
            ? Play.UntilAsync(() => Task.FromResult(play.Recorder.Given(play.Id()) > 1))
            : Task.CompletedTask;
        await play.EndAsync(await play.StartAsync(start(kid)));
        play.Record(kid);
    }

    [Workflow("child")]
    public sealed class Child
    {
        [WorkflowRun]
        public Task<int> RunAsync(int number) => Task.FromResult(number + 1);
    }

    [Workflow("failingChild")]
    public sealed class FailingChild
    {
        [WorkflowRun]
        public Task RunAsync() =>
            throw new ApplicationFailureException("child failed", "ChildError", nonRetryable: true);
    }

    [Workflow("parent")]
    public sealed class Parent
    {
        [WorkflowRun]
        public Task<int> RunAsync(string childId) =>
            Workflow.ExecuteChildWorkflowAsync((Child w) => w.RunAsync(41), new() { Id = childId });
    }

    [Workflow("parentOfFailing")]
    public sealed class ParentOfFailing
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string childId)
        {
            try
            {
                await Workflow.ExecuteChildWorkflowAsync((FailingChild w) => w.RunAsync(), new() { Id = childId });
                return "no";
            }
            catch (ChildWorkflowFailureException e)
            {
                return $"{e.GetType().Name}: {e.InnerException?.Message}";
            }
        }
    }
}
