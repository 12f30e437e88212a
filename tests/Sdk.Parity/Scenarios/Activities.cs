namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Activities of every kind.</summary>
internal static class Activities
{
    public static IEnumerable<Scenario> All =>
    [
        new("activity-results", play => play.RunAsync((Results w) => w.RunAsync(new Order("box", 7, null)))),
        new("activity-retries", play => play.RunAsync((Retries w) => w.RunAsync())),
        new("activity-failures", play => play.RunAsync((Failures w) => w.RunAsync())),
        new("activity-fails-workflow", play => play.RunAsync((FailsWorkflow w) => w.RunAsync())),
        new("activity-timeouts", play => play.RunAsync((Timeouts w) => w.RunAsync())),
        new("activity-info", play => play.RunAsync((Infos w) => w.RunAsync())),
        new("activity-dynamic", play => play.RunAsync((Dynamic w) => w.RunAsync())),
        .. Enum.GetValues<ActivityCancellationType>().SelectMany(type => new[] { false, true }.Select(isStubborn =>
            new Scenario($"activity-cancel-{type}{(isStubborn ? "-stubborn" : "")}", async play =>
            {
                var handle = await play.StartAsync((Cancels w) => w.RunAsync(type, isStubborn));
                await play.ActivitiesBegunAsync(handle);
                await Play.IdleAsync(handle);
                await handle.SignalAsync(w => w.CancelAsync());
                await play.EndAsync(handle);
            }))),
        new("activity-cancel-before-start", play => play.RunAsync((CancelsAtOnce w) => w.RunAsync())),
        new("activity-async-completion", async play =>
        {
            var handle = await play.StartAsync((Laters w) => w.RunAsync());
            await play.ActivitiesBegunAsync(handle, 3);
            AsyncActivityHandle Of(string activity) =>
                play.Client.GetAsyncActivityHandle(handle.Id, handle.FirstExecutionRunId!, activity);
            await Of("second").HeartbeatAsync(new() { Details = ["half"] });
            await Of("second").CompleteAsync("the second");
            await Play.IdleAsync(handle, 2);
            await Of("first").FailAsync(new ApplicationFailureException("no", "Refused", nonRetryable: true));
            await Play.IdleAsync(handle, 3);
            await handle.SignalAsync(w => w.CancelAsync());
            await Play.IdleAsync(handle, 4);
            await play.NoteAsync("heartbeat", () => Of("third").HeartbeatAsync());
            await Of("third").ReportCancellationAsync(new() { Details = ["because"] });
            await play.EndAsync(handle);
            await play.NoteAsync("too late", () => Of("second").CompleteAsync("again"));
        }),
    ];

    [Workflow]
    public sealed class Results
    {
        [WorkflowRun]
        public async Task<string> RunAsync(Order order)
        {
            var greeting = await Workflow.ExecuteActivityAsync(() => Acts.Greet("Ada"), Acts.Quick);
            var price = await Workflow.ExecuteActivityAsync((Acts a) => a.PriceAsync(order, 2), Acts.Quick);
            await Workflow.ExecuteActivityAsync((Acts a) => a.NothingAsync(), Acts.Quick);
            var bytes = await Workflow.ExecuteActivityAsync(
                () => Acts.Bytes(new byte[] { 1, 2 }, TimeSpan.FromSeconds(3), null), Acts.Quick);
            var byName = await Workflow.ExecuteActivityAsync<Order>("Price", [price], Acts.Quick);
            await Workflow.ExecuteActivityAsync("do-nothing", [], Acts.Quick);
            return $"{greeting} {price} {string.Join('-', bytes)} {byName}";
        }
    }

    [Workflow]
    public sealed class Retries
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var attempts = await Workflow.ExecuteActivityAsync(() => Acts.FailTwice(), Acts.Quick);
            var resumed = await Workflow.ExecuteActivityAsync(() => Acts.BeatAsync(), Acts.Quick);
            return $"{attempts} {resumed}";
        }
    }

    [Workflow]
    public sealed class Failures
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync() =>
        [
            await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.FailForGood(), Acts.Quick)),
            await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.FailPlainly(), Acts.Once)),
            await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.FailTwice(), Acts.Once)),
            await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.FailWithType("Fatal"), new()
            {
                ScheduleToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { NonRetryableErrorTypes = ["Other", "Fatal"] },
            })),
            await TryAsync(() => Workflow.ExecuteActivityAsync("Greet", [], Acts.Once)),
            await TryAsync(() => Workflow.ExecuteActivityAsync("Price", ["no order"], Acts.Once)),
            await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.Greet("no timeout"), new())),
        ];
    }

    [Workflow]
    public sealed class FailsWorkflow
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(() => Acts.FailPlainly(), Acts.Once);
    }

    [Workflow]
    public sealed class Timeouts
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            var quick = TimeSpan.FromMilliseconds(100);
            return
            [
                await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.NeverAsync(), new()
                {
                    StartToCloseTimeout = quick, RetryPolicy = new() { MaximumAttempts = 1 },
                })),
                await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.NeverAsync(), new()
                {
                    ScheduleToCloseTimeout = quick,
                })),
                await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.NeverAsync(), new()
                {
                    ScheduleToStartTimeout = quick,
                    StartToCloseTimeout = TimeSpan.FromMinutes(1),
                    TaskQueue = "a queue without a worker",
                })),
                await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.NeverAsync(), new()
                {
                    HeartbeatTimeout = quick,
                    StartToCloseTimeout = TimeSpan.FromMinutes(1),
                    RetryPolicy = new() { MaximumAttempts = 1 },
                })),
            ];
        }
    }

    [Workflow]
    public sealed class Infos
    {
        [WorkflowRun]
        public async Task<string> RunAsync() => await Workflow.ExecuteActivityAsync(() => Acts.Describe(), new()
        {
            ActivityId = "my-id",
            DisableEagerActivityExecution = true,
            HeartbeatTimeout = TimeSpan.FromSeconds(20),
            Priority = new(2),
            RetryPolicy = new() { MaximumAttempts = 4, MaximumInterval = TimeSpan.FromSeconds(9) },
            ScheduleToCloseTimeout = TimeSpan.FromMinutes(3),
            StartToCloseTimeout = TimeSpan.FromMinutes(2),
            Summary = "what it is about",
        });
    }

    [Workflow]
    public sealed class Dynamic
    {
        [WorkflowRun]
        public async Task<string> RunAsync() =>
            await Workflow.ExecuteActivityAsync<string>("no-such-activity", ["one", 2], Acts.Quick);
    }

    [Workflow]
    public sealed class Cancels
    {
        private readonly CancellationTokenSource source = new();

        [WorkflowRun]
        public async Task<string> RunAsync(ActivityCancellationType type, bool isStubborn) => await TryAsync(() =>
            Workflow.ExecuteActivityAsync(() => Acts.UntilCancelledAsync(isStubborn), new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                HeartbeatTimeout = TimeSpan.FromMinutes(1),
                CancellationType = type,
                CancellationToken = source.Token,
            }));

        [WorkflowSignal]
        public Task CancelAsync()
        {
            source.Cancel();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class CancelsAtOnce
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            using var source = new CancellationTokenSource();
            var options = Acts.Quick;
            options.CancellationToken = source.Token;
            var begun = TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.Greet("never"), options));
            source.Cancel();
            return
            [
                await begun,
                await TryAsync(() => Workflow.ExecuteActivityAsync(() => Acts.Greet("never"), options)),
            ];
        }
    }

    [Workflow]
    public sealed class Laters
    {
        private readonly CancellationTokenSource source = new();

        [WorkflowRun]
        public async Task<string[]> RunAsync() => await Workflow.WhenAllAsync(
            TryAsync(() => LaterAsync("first")),
            TryAsync(() => LaterAsync("second")),
            TryAsync(() => LaterAsync("third")));

        [WorkflowSignal]
        public Task CancelAsync()
        {
            source.Cancel();
            return Task.CompletedTask;
        }

        private Task<string> LaterAsync(string id) => Workflow.ExecuteActivityAsync<string>("Later", [], new()
        {
            ActivityId = id,
            StartToCloseTimeout = TimeSpan.FromMinutes(1),
            HeartbeatTimeout = TimeSpan.FromMinutes(1),
            CancellationType = ActivityCancellationType.WaitCancellationCompleted,
            CancellationToken = source.Token,
        });
    }
}
