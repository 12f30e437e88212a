namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Timers, conditions, and the order in which workflow code runs.</summary>
internal static class Timers
{
    public static IEnumerable<Scenario> All =>
    [
        new("timers", play => play.RunAsync((Delays w) => w.RunAsync())),
        new("timers-cancelled", play => play.RunAsync((CancelledDelays w) => w.RunAsync())),
        new("conditions", play => play.RunAsync((Conditions w) => w.RunAsync())),
        new("condition-is-met-in-time", async play =>
        {
            var handle = await play.StartAsync((MetInTime w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await handle.SignalAsync(w => w.MeetAsync());
            await play.EndAsync(handle);
        }),
        new("order-of-commands", async play =>
        {
            var handle = await play.StartAsync((OrderOfCommands w) => w.RunAsync());
            await Play.IdleAsync(handle, 2);
            await handle.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
        }),
        new("order-of-continuations", play => play.RunAsync((OrderOfContinuations w) => w.RunAsync())),
        new("mutex-and-semaphore", play => play.RunAsync((Locks w) => w.RunAsync())),
    ];

    [Workflow]
    public sealed class Delays
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            var before = Workflow.UtcNow;
            await Workflow.DelayAsync(30);
            var isLater = Workflow.UtcNow - before >= TimeSpan.FromMilliseconds(30);
            await Workflow.DelayAsync(TimeSpan.Zero);
            await Workflow.DelayAsync(TimeSpan.FromTicks(15_001));
            await Workflow.DelayWithOptionsAsync(
                new(TimeSpan.FromMilliseconds(2)) { Summary = "what it is about" });
            return
            [
                $"{isLater}",
                await TryAsync(() => Workflow.DelayAsync(-5)),
                await TryAsync(() => Workflow.DelayAsync(TimeSpan.FromDays(40_000_000))),
            ];
        }
    }

    [Workflow]
    public sealed class CancelledDelays
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            using var source = new CancellationTokenSource();
            var token = source.Token;
            var day = TimeSpan.FromDays(1);
            Task<string>[] begun =
            [
                TryAsync(() => Workflow.DelayAsync(day, token)),
                TryAsync(() => Workflow.DelayAsync(day * 2, token)),
                TryAsync(() => Workflow.DelayAsync(Timeout.InfiniteTimeSpan, token)),
                TryAsync(() => Workflow.WaitConditionAsync(() => false, token)),
                TryAsync(() => Workflow.WaitConditionAsync(() => false, day * 3, token)),
            ];
            await Workflow.DelayAsync(5);
            source.Cancel();
            var ended = await Workflow.WhenAllAsync(begun);
            return
            [
                .. ended,
                await TryAsync(() => Workflow.DelayAsync(day, token)),
                await TryAsync(() => Workflow.WaitConditionAsync(() => true, token)),
                await TryAsync(() => Workflow.WaitConditionAsync(() => true, day, token)),
            ];
        }
    }

    [Workflow]
    public sealed class Conditions
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            var isMet = false;
            var later = Workflow.RunTaskAsync(async () =>
            {
                await Workflow.DelayAsync(5);
                isMet = true;
            });
            var outcomes = new List<string>
            {
                await TryAsync(() => Workflow.WaitConditionAsync(() => true)),
                await TryAsync(() => Workflow.WaitConditionAsync(() => true, TimeSpan.FromDays(1))),
                await TryAsync(() => Workflow.WaitConditionAsync(() => isMet)),
                await TryAsync(() => Workflow.WaitConditionAsync(() => false, TimeSpan.FromMilliseconds(10))),
                await TryAsync(() => Workflow.WaitConditionWithOptionsAsync(new(() => false)
                {
                    Timeout = TimeSpan.FromMilliseconds(10), TimeoutSummary = "what it is about",
                })),
                await TryAsync(() => Workflow.WaitConditionAsync(() => false, TimeSpan.Zero)),
            };
            await later;
            return [.. outcomes];
        }
    }

    [Workflow]
    public sealed class MetInTime
    {
        private bool isMet;

        [WorkflowRun]
        public Task<bool> RunAsync() => Workflow.WaitConditionAsync(() => isMet, TimeSpan.FromDays(1));

        [WorkflowSignal]
        public Task MeetAsync()
        {
            isMet = true;
            return Task.CompletedTask;
        }
    }

    // Every way to begin something, one after the other, before anything ends: the commands come in this order.
    [Workflow]
    public sealed class OrderOfCommands
    {
        private bool isOver;

        [WorkflowSignal]
        public Task EndAsync()
        {
            isOver = true;
            return Task.CompletedTask;
        }

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
            var options = Acts.Quick;
            options.CancellationToken = source.Token;
            options.TaskQueue = "a queue without a worker";
            Task[] begun =
            [
                Workflow.WaitConditionAsync(() => false, TimeSpan.FromDays(1), source.Token),
                Workflow.DelayAsync(TimeSpan.FromDays(2), source.Token),
                Workflow.ExecuteActivityAsync(() => Acts.Greet("1"), options),
                Workflow.RunTaskAsync(() => Workflow.DelayAsync(TimeSpan.FromDays(3), source.Token)),
                Workflow.ExecuteActivityAsync("Greet", ["2"], options),
                Workflow.RunTaskAsync(async () => await Workflow.RunTaskAsync(
                    () => Workflow.ExecuteActivityAsync(() => Acts.Greet("3"), options))),
                Workflow.WaitConditionAsync(() => false, TimeSpan.FromDays(4), source.Token),
                Task.Factory.StartNew(
                    () => Workflow.DelayAsync(TimeSpan.FromDays(5), source.Token),
                    CancellationToken.None,
                    TaskCreationOptions.None,
                    TaskScheduler.Current).Unwrap(),
                Workflow.StartChildWorkflowAsync("Absent", [], new()
                {
                    Id = "order-of-commands-child", TaskQueue = "a queue without a worker",
                    CancellationToken = source.Token,
                }),
            ];
            Workflow.UpsertMemo(MemoUpdate.ValueSet("begun", begun.Length));
            await Workflow.WaitConditionAsync(() => isOver);
            source.Cancel();
            return string.Join(' ', await Task.WhenAll(begun.Select(one => TryAsync(() => one))));
        }
    }

    // Tasks of all kinds run on until they have written their names; what they write is the order of their hops.
    [Workflow]
    public sealed class OrderOfContinuations
    {
        private readonly List<string> seen = [];
        private int turn;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var opened = new TaskCompletionSource();
            Task[] all =
            [
                StepsAsync("yield", async () => await Task.Yield()),
                StepsAsync("run", () => Workflow.RunTaskAsync(() => Task.CompletedTask)),
                StepsAsync("run of value", () => Workflow.RunTaskAsync(() => Task.FromResult(1))),
                StepsAsync("condition", () => Workflow.WaitConditionAsync(() => true)),
                StepsAsync("met", () => Workflow.WaitConditionAsync(() => true, TimeSpan.FromDays(1))),
                StepsAsync("any", () => Workflow.WhenAnyAsync(Task.CompletedTask, opened.Task)),
                StepsAsync("any of values", () => Workflow.WhenAnyAsync(Task.FromResult(1), Task.FromResult(2))),
                StepsAsync("all", () => Workflow.WhenAllAsync(Workflow.RunTaskAsync(() => Task.CompletedTask))),
                StepsAsync("started", () => Task.Factory.StartNew(
                    () => { }, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current)),
                StepsAsync("turn", () =>
                {
                    var mine = ++turn;
                    return Workflow.WaitConditionAsync(() => turn >= mine);
                }),
                StepsAsync("opened", () => opened.Task),
                StepsAsync("timer", () => Workflow.DelayAsync(1)),
                StepsAsync("local", () => Workflow.ExecuteLocalActivityAsync(
                    () => Acts.Greet("Ada"), new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) })),
            ];
            await Workflow.WaitConditionAsync(() => seen.Count > 20);
            opened.SetResult();
            await Workflow.WhenAllAsync(all[..11]);
            Workflow.UpsertMemo(MemoUpdate.ValueSet("seen", string.Join(' ', seen)));
            await Workflow.WhenAllAsync(all);
            return string.Join(' ', seen.Where(step => !step.Contains("timer") && !step.Contains("local")));
        }

        private async Task StepsAsync(string name, Func<Task> step)
        {
            for (var count = 1; count <= 3; count++)
            {
                await step();
                seen.Add($"{name} {count}");
            }
        }
    }

    [Workflow]
    public sealed class Locks
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var seen = new List<string>();
            var mutex = new SdkMutex();
            var semaphore = new SdkSemaphore(2);
            async Task HoldAsync(string name)
            {
                await semaphore.WaitAsync();
                seen.Add($"{name} in ({semaphore.CurrentCount} of {semaphore.Max})");
                await mutex.WaitOneAsync();
                seen.Add($"{name} alone");
                await Workflow.DelayAsync(1);
                mutex.ReleaseMutex();
                semaphore.Release();
                seen.Add($"{name} out");
            }

            await Workflow.WhenAllAsync(HoldAsync("a"), HoldAsync("b"), HoldAsync("c"), HoldAsync("d"));
            await mutex.WaitOneAsync();
            seen.Add($"{await mutex.WaitOneAsync(TimeSpan.FromMilliseconds(5))}");
            seen.Add(await TryAsync(() => Workflow.RunTaskAsync(async () =>
            {
                mutex.ReleaseMutex();
                mutex.ReleaseMutex();
                await Task.CompletedTask;
            })));
            return string.Join(", ", seen);
        }
    }
}
