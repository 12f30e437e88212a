namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Local activities.</summary>
internal static class Locals
{
    public static IEnumerable<Scenario> All =>
    [
        new("local-results", play => play.RunAsync((LocalResults w) => w.RunAsync())),
        new("local-failures", play => play.RunAsync((LocalFailures w) => w.RunAsync())),
        new("local-fails-workflow", play => play.RunAsync((LocalFailsWorkflow w) => w.RunAsync())),
        new("local-backoff-by-timer", play => play.RunAsync((LocalBackoff w) => w.RunAsync())),
        new("local-cancels", play => play.RunAsync((LocalCancels w) => w.RunAsync())),
        new("local-in-handlers", async play =>
        {
            var handle = await play.StartAsync((LocalHandlers w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await handle.SignalAsync(w => w.GreetAsync("Ada"));
            await Play.IdleAsync(handle, 2);
            await play.NoteAsync("update", () => handle.ExecuteUpdateAsync(w => w.EndAsync("Grace"), new("the-end")));
            await play.EndAsync(handle);
        }),
    ];

    private static LocalActivityOptions Once => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(30),
        RetryPolicy = new() { MaximumAttempts = 1 },
    };

    [Workflow]
    public sealed class LocalResults
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var greeting = await Workflow.ExecuteLocalActivityAsync(() => Acts.Greet("Ada"), Once);
            var price = await Workflow.ExecuteLocalActivityAsync(
                (Acts a) => a.PriceAsync(new Order("box", 7, null), 2), Once);
            await Workflow.ExecuteLocalActivityAsync((Acts a) => a.NothingAsync(), Once);
            await Workflow.DelayAsync(1);
            var byName = await Workflow.ExecuteLocalActivityAsync<Order>("Price", [price], Once);
            var attempts = await Workflow.ExecuteLocalActivityAsync(() => Acts.FailTwice(), new()
            {
                ActivityId = "retried",
                ScheduleToCloseTimeout = TimeSpan.FromSeconds(30),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(5) },
                Summary = "what it is about",
            });
            var info = await Workflow.ExecuteLocalActivityAsync(() => Acts.Describe(), Once);
            return $"{greeting} {price} {byName} {attempts} {info}";
        }
    }

    [Workflow]
    public sealed class LocalFailures
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync() =>
        [
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.FailForGood(), Once)),
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.FailPlainly(), Once)),
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.FailTwice(), new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(30),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(5), MaximumAttempts = 2 },
            })),
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.FailWithType("Fatal"), new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(30),
                RetryPolicy = new() { NonRetryableErrorTypes = ["Fatal"] },
            })),
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.NeverAsync(), new()
            {
                StartToCloseTimeout = TimeSpan.FromMilliseconds(50),
                RetryPolicy = new() { MaximumAttempts = 1 },
            })),
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.NeverAsync(), new()
            {
                ScheduleToCloseTimeout = TimeSpan.FromMilliseconds(50),
            })),
            await TryAsync(() => Workflow.ExecuteLocalActivityAsync(() => Acts.Greet("no timeout"), new())),
        ];
    }

    [Workflow]
    public sealed class LocalFailsWorkflow
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteLocalActivityAsync(() => Acts.FailForGood(), Once);
    }

    [Workflow]
    public sealed class LocalBackoff
    {
        [WorkflowRun]
        public Task<int> RunAsync() => Workflow.ExecuteLocalActivityAsync(() => Acts.FailTwicePlainly(), new()
        {
            StartToCloseTimeout = TimeSpan.FromSeconds(30),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(100), BackoffCoefficient = 1 },
            LocalRetryThreshold = TimeSpan.FromMilliseconds(50),
        });
    }

    [Workflow]
    public sealed class LocalCancels
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            var results = new List<string>();
            foreach (var type in new[] { ActivityCancellationType.TryCancel })
            {
                using var source = new CancellationTokenSource();
                var options = Once;
                options.CancellationToken = source.Token;
                options.CancellationType = type;
                var begun = TryAsync(() => Workflow.ExecuteLocalActivityAsync(
                    () => Acts.UntilCancelledAsync(true), options));
                await Workflow.DelayAsync(30);
                source.Cancel();
                results.Add(await begun);
                results.Add(await TryAsync(
                    () => Workflow.ExecuteLocalActivityAsync(() => Acts.Greet("never"), options)));
            }

            return [.. results];
        }
    }

    [Workflow]
    public sealed class LocalHandlers
    {
        private readonly List<string> greetings = [];
        private bool isEnd;

        [WorkflowRun]
        public async Task<List<string>> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isEnd && Workflow.AllHandlersFinished);
            return greetings;
        }

        [WorkflowSignal]
        public async Task GreetAsync(string name) =>
            greetings.Add(await Workflow.ExecuteLocalActivityAsync(() => Acts.Greet(name), Once));

        [WorkflowUpdate]
        public async Task<int> EndAsync(string name)
        {
            await GreetAsync(name);
            isEnd = true;
            return greetings.Count;
        }
    }
}
