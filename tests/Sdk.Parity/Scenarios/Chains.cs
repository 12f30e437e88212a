namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Continue-as-new, retries of workflows, and how clients follow chains.</summary>
internal static class Chains
{
    public static IEnumerable<Scenario> All =>
    [
        new("continue-as-new", async play =>
        {
            var options = play.Options();
            options.Memo = new Dictionary<string, object> { ["first"] = 1 };
            options.TypedSearchAttributes = new SearchAttributeCollection.Builder()
                .Set(Versions.Colour, "red").ToSearchAttributeCollection();
            options.RetryPolicy = new() { MaximumAttempts = 3 };
            options.RunTimeout = TimeSpan.FromHours(1);
            options.StaticSummary = "a summary";
            await play.RunAsync((Continues w) => w.RunAsync(0), options);
            play.Record(play.Id());
            var first = play.Client.GetWorkflowHandle(play.Id(), play.Recorded[0].RunId);
            await play.NoteAsync("first run only", () => first.GetResultAsync<string>(followRuns: false));
        }),
        new("continue-as-new-from-signal", async play =>
        {
            var handle = await play.StartAsync((ContinuesBySignal w) => w.RunAsync(1));
            await Play.IdleAsync(handle);
            await handle.SignalAsync(w => w.NextAsync(0));
            await play.EndAsync(handle);
            play.Record(play.Id());
        }),
        new("workflow-retries", async play =>
        {
            var options = play.Options();
            options.RetryPolicy = new()
            {
                InitialInterval = TimeSpan.FromMilliseconds(20), MaximumAttempts = 3,
                NonRetryableErrorTypes = ["Never"],
            };
            await play.RunAsync((Attempts w) => w.RunAsync(), options);
            play.Record(play.Id());
        }),
        new("workflow-times-out", play =>
        {
            var options = play.Options();
            options.ExecutionTimeout = TimeSpan.FromMilliseconds(600);
            return play.RunAsync((Children.Waits w) => w.RunAsync(), options);
        }),
    ];

    [Workflow]
    public sealed class Continues
    {
        [WorkflowRun]
        public async Task<string> RunAsync(int run)
        {
            await Workflow.DelayAsync(1);
            switch (run)
            {
                case 0:
                    throw Workflow.CreateContinueAsNewException((Continues w) => w.RunAsync(1));
                case 1:
                    throw Workflow.CreateContinueAsNewException((Continues w) => w.RunAsync(2), new()
                    {
                        Memo = new Dictionary<string, object> { ["second"] = "two" },
                        TypedSearchAttributes = new SearchAttributeCollection.Builder()
                            .Set(Versions.Size, 2).ToSearchAttributeCollection(),
                        RunTimeout = TimeSpan.FromHours(2),
                        TaskTimeout = TimeSpan.FromSeconds(25),
                        RetryPolicy = new() { MaximumAttempts = 5 },
                    });
                case 2:
                    throw Workflow.CreateContinueAsNewException("Continues", [3]);
                default:
                    return $"{run} {Workflow.Memo.Count} {Workflow.TypedSearchAttributes.Count} "
                        + $"{Workflow.Info.RunTimeout} {Workflow.Info.TaskTimeout} "
                        + $"{Workflow.Info.RetryPolicy?.MaximumAttempts} {Workflow.Info.ContinuedRunId is not null}";
            }
        }
    }

    [Workflow]
    public sealed class ContinuesBySignal
    {
        [WorkflowRun]
        public async Task<string> RunAsync(int count)
        {
            await Workflow.WaitConditionAsync(() => count == 0);
            return "done";
        }

        [WorkflowSignal]
        public Task NextAsync(int count) =>
            throw Workflow.CreateContinueAsNewException((ContinuesBySignal w) => w.RunAsync(count));
    }

    [Workflow]
    public sealed class Attempts
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayAsync(1);
            var info = Workflow.Info;
            return info.Attempt < 3
                ? throw new ApplicationFailureException($"attempt {info.Attempt}", "Again", details: [info.Attempt])
                : $"{info.Attempt} after {info.LastFailure?.Message}";
        }
    }
}
