namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>How workflows fail, and their tasks.</summary>
internal static class Failures
{
    public static IEnumerable<Scenario> All =>
    [
        new("workflow-failures", async play =>
        {
            foreach (var how in Enum.GetValues<How>())
            {
                await play.RunAsync((Fails w) => w.RunAsync(how), play.Options($"{how}"));
            }
        }),
        new("task-fails-once", async play =>
        {
            foreach (var how in Enum.GetValues<Once>())
            {
                await play.RunAsync((FailsTask w) => w.RunAsync(how), play.Options($"{how}"));
            }
        }),
        new("void-result", play => play.RunAsync((Children.Nothing w) => w.RunAsync())),
        new("null-result", play => play.RunAsync((Returns w) => w.RunAsync(null))),
        new("results-of-other-types", async play =>
        {
            var handle = await play.StartAsync((Returns w) => w.RunAsync("a text"));
            await play.EndAsync(handle);
            await play.NoteAsync("ignored", () => handle.GetResultAsync());
        }),
    ];

    /// <summary>What a workflow throws.</summary>
    public enum How
    {
        /// <summary>A failure with everything.</summary>
        Full,

        /// <summary>A failure with a chain of causes.</summary>
        Chain,

        /// <summary>The failure of an activity, as it came.</summary>
        OfActivity,

        /// <summary>The failure of an activity, as a cause.</summary>
        AroundActivity,

        /// <summary>An exception that the workflow names as one of its failures.</summary>
        Named,

        /// <summary>A cancellation that nothing asked for.</summary>
        Cancelled,

        /// <summary>A failure from a task that is not the run's.</summary>
        FromTask,
    }

    /// <summary>How the first attempt of a task fails.</summary>
    public enum Once
    {
        /// <summary>An exception of the run method.</summary>
        Throws,

        /// <summary>An exception with causes.</summary>
        ThrowsChain,

        /// <summary>A condition that throws.</summary>
        Condition,

        /// <summary>A call that is not asynchronous.</summary>
        LeavesScheduler,
    }

    [Workflow(FailureExceptionTypes = [typeof(TimeZoneNotFoundException)])]
    public sealed class Fails
    {
        [WorkflowRun]
        public async Task RunAsync(How how)
        {
            switch (how)
            {
                case How.Full:
                    throw new ApplicationFailureException(
                        "all of it",
                        "Full",
                        nonRetryable: true,
                        details: ["a", 2, new Order("box", 3, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc))],
                        nextRetryDelay: TimeSpan.FromSeconds(7),
                        category: ApplicationErrorCategory.Benign);
                case How.Chain:
                    throw new ApplicationFailureException(
                        "outer", new ArgumentException("middle", new ApplicationFailureException("inner", "Inner")));
                case How.OfActivity:
                    await Workflow.ExecuteActivityAsync(() => Acts.FailForGood(), Acts.Once);
                    break;
                case How.AroundActivity:
                    await AroundAsync();
                    break;
                case How.Named:
                    throw new TimeZoneNotFoundException("named", new InvalidOperationException("its cause"));
                case How.Cancelled:
                    throw new OperationCanceledException("not asked for");
                default:
                    await Workflow.RunTaskAsync(async () =>
                    {
                        await Workflow.DelayAsync(1);
                        throw new ApplicationFailureException("from a task");
                    });
                    break;
            }
        }

        private static async Task AroundAsync()
        {
            try
            {
                await Workflow.ExecuteActivityAsync(() => Acts.FailPlainly(), Acts.Once);
            }
            catch (ActivityFailureException e)
            {
                throw new ApplicationFailureException("around", e, "Around");
            }
        }
    }

    [Workflow]
    public sealed class FailsTask
    {
        [WorkflowRun]
        public async Task<string> RunAsync(Once how)
        {
            await Workflow.DelayAsync(1);

            // Seen by whatever runs this workflow in this process again, with either SDK.
            var seen = $"{Workflow.Info.WorkflowId} {Workflow.Info.RunId}";
            if (!AppContext.TryGetSwitch(seen, out _))
            {
                AppContext.SetSwitch(seen, true);
                switch (how)
                {
                    case Once.Throws:
                        throw new InvalidOperationException("the first time");
                    case Once.ThrowsChain:
                        throw new InvalidOperationException("the first time", new ArgumentException("its cause"));
                    case Once.Condition:
                        await Workflow.WaitConditionAsync(() => throw new InvalidOperationException("in a condition"));
                        break;
                    default:
                        await Task.Run(() => { });
                        await Workflow.DelayAsync(1);
                        break;
                }
            }

            return "the second time";
        }
    }

    [Workflow]
    public sealed class Returns
    {
        [WorkflowRun]
        public Task<string?> RunAsync(string? value) => Task.FromResult(value);
    }
}
