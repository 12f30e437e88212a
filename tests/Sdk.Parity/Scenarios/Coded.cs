namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>A codec, encoded failures, and headers of interceptors.</summary>
internal static class Coded
{
    public static IEnumerable<Scenario> All =>
    [
        new("coded", async play =>
        {
            var options = play.Options();
            options.Memo = new Dictionary<string, object> { ["memo"] = "of the start" };
            options.StaticSummary = "a summary";
            options.TypedSearchAttributes = new SearchAttributeCollection.Builder()
                .Set(Versions.Colour, "red").ToSearchAttributeCollection();
            var handle = await play.StartAsync((Everything w) => w.RunAsync("begin"), options);
            await Play.IdleAsync(handle, 2);
            await handle.SignalAsync(w => w.AddAsync("by signal"));
            await Play.IdleAsync(handle, 3);
            await play.NoteAsync("query", () => handle.QueryAsync(w => w.Seen()));
            await play.NoteAsync("update", () => handle.ExecuteUpdateAsync(w => w.PutAsync("by update"), new("put")));
            await Play.IdleAsync(handle, 5);
            await handle.SignalAsync(w => w.AddAsync("end"));
            await play.EndAsync(handle);
            play.Record(play.Id());
            play.Record(play.Id("child"));
        }, IsCoded: true),
        new("coded-fails", play => play.RunAsync((Failures.Fails w) => w.RunAsync(Failures.How.Full)), IsCoded: true),
        new(
            "coded-activity-fails",
            play => play.RunAsync((Failures.Fails w) => w.RunAsync(Failures.How.AroundActivity)),
            IsCoded: true),
        new("coded-locals", play => play.RunAsync((Locals.LocalFailures w) => w.RunAsync()), IsCoded: true),
        new("coded-upserts", play => play.RunAsync((Versions.Upserts w) => w.RunAsync()), IsCoded: true),
        new("coded-terminate", async play =>
        {
            var handle = await play.StartAsync((Children.Waits w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await handle.TerminateAsync("a reason", new() { Details = ["a detail"] });
            await play.EndAsync(handle);
        }, IsCoded: true),
    ];

    [Workflow]
    public sealed class Everything
    {
        private readonly List<string> seen = [];

        [WorkflowRun]
        public async Task<string> RunAsync(string what)
        {
            seen.Add($"{what} {HeaderInterceptor.Current}");
            if (what == "continued")
            {
                return string.Join(", ", seen);
            }

            seen.Add(await Workflow.ExecuteActivityAsync(() => Acts.Header(), Acts.Quick));
            seen.Add(await Workflow.ExecuteLocalActivityAsync(
                () => Acts.Header(), new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) }));
            Workflow.UpsertMemo(MemoUpdate.ValueSet("upserted", "a value"));
            await Workflow.WaitConditionAsync(() => seen.Any(one => one.StartsWith("end", StringComparison.Ordinal)));
            var child = await Workflow.StartChildWorkflowAsync(
                (Everything w) => w.RunAsync("continued"), new() { Id = $"{Workflow.Info.WorkflowId}-child" });
            seen.Add(await child.GetResultAsync());
            throw Workflow.CreateContinueAsNewException((Everything w) => w.RunAsync("continued"));
        }

        [WorkflowSignal]
        public Task AddAsync(string what)
        {
            seen.Add($"{what} {HeaderInterceptor.Current}");
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public string Seen() => $"{string.Join(", ", seen)} {HeaderInterceptor.Current}";

        [WorkflowUpdate]
        public async Task<string> PutAsync(string what)
        {
            seen.Add($"{what} {HeaderInterceptor.Current}");
            return await Workflow.ExecuteActivityAsync(() => Acts.Header(), Acts.Quick);
        }

        [WorkflowUpdateValidator(nameof(PutAsync))]
        public void ValidatePut(string what)
        {
            if (what.Length == 0)
            {
                throw new ApplicationFailureException($"refused {HeaderInterceptor.Current}", "Refused", details: [1]);
            }
        }
    }
}
