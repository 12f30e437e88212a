using Cairn.Exceptions;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Runs that follow each other.</summary>
internal static class Chains
{
    public static IEnumerable<Twin> Twins =>
    [
        new("continue-as-new", async play =>
        {
            var handle = await play.StartAsync((Continues w) => w.RunAsync(2));
            await play.EndAsync(handle);
            play.Record(handle.Id);
        }),
        new("workflow-retry-policy", async play =>
        {
            var options = play.Options();
            options.RetryPolicy = new()
            {
                InitialInterval = TimeSpan.FromMilliseconds(100),
                BackoffCoefficient = 1,
                MaximumAttempts = 2,
            };
            var handle = await play.StartAsync((FailsRetryably w) => w.RunAsync(), options);
            await play.EndAsync(handle);
            play.Record(handle.Id);
        }),
    ];

    [Workflow("continues")]
    public sealed class Continues
    {
        [WorkflowRun]
        public Task<string> RunAsync(int number) => number > 0
            ? throw Workflow.CreateContinueAsNewException((Continues w) => w.RunAsync(number - 1))
            : Task.FromResult("finished");
    }

    [Workflow("failsRetryably")]
    public sealed class FailsRetryably
    {
        [WorkflowRun]
        public Task RunAsync() => throw new ApplicationFailureException("try me again", "Again");
    }
}
