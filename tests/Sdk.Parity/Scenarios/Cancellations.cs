namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Cancellation and termination, of workflows and of others.</summary>
internal static class Cancellations
{
    public static IEnumerable<Scenario> All =>
    [
        new("cancel", async play =>
        {
            foreach (var how in Enum.GetValues<How>().Where(how => how != How.CleanUpLong))
            {
                var handle = await play.StartAsync((Cancelled w) => w.RunAsync(how), play.Options($"{how}"));
                await Play.IdleAsync(handle);
                await handle.CancelAsync();
                await play.EndAsync(handle);
            }
        }),
        new("cancel-twice", async play =>
        {
            var handle = await play.StartAsync((Cancelled w) => w.RunAsync(How.CleanUpLong));
            await Play.IdleAsync(handle);
            await handle.CancelAsync();
            await Play.IdleAsync(handle, 2);
            await handle.CancelAsync();
            await Play.IdleAsync(handle, 2);
            await handle.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
            await play.NoteAsync("after the end", () => handle.CancelAsync());
        }),
        new("terminate", async play =>
        {
            var handle = await play.StartAsync((Cancelled w) => w.RunAsync(How.Nothing));
            await Play.IdleAsync(handle);
            await handle.TerminateAsync("a reason", new() { Details = ["a detail", 2] });
            await play.EndAsync(handle);
            await play.NoteAsync("again", () => handle.TerminateAsync());
        }),
        new("externals", async play =>
        {
            var other = await play.StartAsync((Children.Waits w) => w.RunAsync(), play.Options("other"));
            await Play.IdleAsync(other);
            var third = await play.StartAsync((Cancelled w) => w.RunAsync(How.Nothing), play.Options("third"));
            await Play.IdleAsync(third);
            await play.RunAsync((Externals w) => w.RunAsync(other.Id, third.Id));
            await play.EndAsync(other);
            await play.EndAsync(third);
        }),
        new("start-refused", async play =>
        {
            var handle = await play.StartAsync((Cancelled w) => w.RunAsync(How.Nothing));
            await Play.IdleAsync(handle);
            await play.NoteAsync("second", () => play.Client.StartWorkflowAsync(
                (Cancelled w) => w.RunAsync(How.Nothing), play.Options()));
            await handle.TerminateAsync();
            var options = play.Options();
            options.IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate;
            await play.NoteAsync("third", () => play.Client.StartWorkflowAsync(
                (Cancelled w) => w.RunAsync(How.Nothing), options));
            var missing = play.Client.GetWorkflowHandle("no such workflow");
            await play.NoteAsync("missing signal", () => missing.SignalAsync("x", []));
            await play.NoteAsync("missing query", () => missing.QueryAsync<int>("x", []));
            await play.NoteAsync("missing result", () => missing.GetResultAsync<int>());
            await play.NoteAsync("missing description", () => missing.DescribeAsync());
            await play.NoteAsync("missing update", () => missing.ExecuteUpdateAsync<int>("x", []));
        }),
    ];

    /// <summary>What a workflow does when it is cancelled.</summary>
    public enum How
    {
        /// <summary>It lets the exception go.</summary>
        Nothing,

        /// <summary>It returns all the same.</summary>
        Swallow,

        /// <summary>It runs an activity that is not cancelled, then lets the exception go.</summary>
        CleanUp,

        /// <summary>It waits for a signal.</summary>
        CleanUpLong,

        /// <summary>It fails with another exception.</summary>
        Fail,

        /// <summary>It waits for several things at once.</summary>
        Many,
    }

    [Workflow]
    public sealed class Cancelled
    {
        private bool isEnd;

        [WorkflowRun]
        public async Task<string> RunAsync(How how)
        {
            try
            {
                await (how == How.Many ? ManyAsync() : Workflow.DelayAsync(TimeSpan.FromDays(1)));
                return "not cancelled";
            }
            catch (Exception e) when (SdkException.IsCanceledException(e) && how != How.Nothing)
            {
                switch (how)
                {
                    case How.Swallow:
                        return Exceptions.Describe(e);
                    case How.Fail:
                        throw new ApplicationFailureException("on cancel", e, "Cancelled");
                    case How.CleanUpLong:
                        await Workflow.WaitConditionAsync(() => isEnd, CancellationToken.None);
                        throw;
                    case How.CleanUp:
                        var options = Acts.Quick;
                        options.CancellationToken = CancellationToken.None;
                        await Workflow.ExecuteActivityAsync(() => Acts.Greet("cleaned"), options);
                        throw;
                    default:
                        throw;
                }
            }
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            isEnd = true;
            return Task.CompletedTask;
        }

        private static Task ManyAsync()
        {
            var options = Acts.Quick;
            options.TaskQueue = "a queue without a worker";
            return Workflow.WhenAllAsync(
                Workflow.DelayAsync(TimeSpan.FromDays(2)),
                Workflow.ExecuteActivityAsync(() => Acts.Greet("never"), options),
                Workflow.WaitConditionAsync(() => false, TimeSpan.FromDays(3)),
                Workflow.DelayAsync(TimeSpan.FromDays(4)));
        }
    }

    [Workflow]
    public sealed class Externals
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync(string other, string third)
        {
            using var source = new CancellationTokenSource();
            var missing = Workflow.GetExternalWorkflowHandle<Children.Waits>("no such workflow");
            await Workflow.GetExternalWorkflowHandle<Children.Waits>(other).SignalAsync(w => w.EndAsync());
            await Workflow.GetExternalWorkflowHandle(third).CancelAsync();
            var cancelled = TryAsync(() => Workflow.GetExternalWorkflowHandle(third).SignalAsync(
                "never", [], new() { CancellationToken = source.Token }));
            source.Cancel();
            return
            [
                await cancelled,
                await TryAsync(() => missing.SignalAsync(w => w.EndAsync())),
                await TryAsync(() => missing.CancelAsync()),
                await TryAsync(
                    () => Workflow.GetExternalWorkflowHandle(Workflow.Info.WorkflowId).SignalAsync("me", [])),
            ];
        }
    }
}
