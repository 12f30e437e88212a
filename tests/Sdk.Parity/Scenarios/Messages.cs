namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Signals, queries and updates.</summary>
internal static class Messages
{
    public static IEnumerable<Scenario> All =>
    [
        new("signals-and-queries", async play =>
        {
            var handle = await play.StartAsync((Talks w) => w.RunAsync("start"));
            await Play.IdleAsync(handle);
            await handle.SignalAsync(w => w.SayAsync("one", 1));
            await Play.IdleAsync(handle, 2);
            await handle.SignalAsync("renamed", [new Order("two", 2, null)]);
            await Play.IdleAsync(handle, 4);
            await handle.SignalAsync("Say", ["too few"]);
            await Play.IdleAsync(handle, 5);
            await handle.SignalAsync("Say", [new[] { 1 }, "not convertible"]);
            await Play.IdleAsync(handle, 6);
            await handle.SignalAsync("no handler", ["kept"]);
            await Play.IdleAsync(handle, 7);
            await handle.SignalAsync(w => w.HearAsync());
            await Play.IdleAsync(handle, 8);
            await play.NoteAsync("said", () => handle.QueryAsync(w => w.SaidAt(1, "!")));
            await play.NoteAsync("all", () => handle.QueryAsync(w => w.Said));
            await play.NoteAsync("default", () => handle.QueryAsync<string>("SaidAt", [0]));
            await play.NoteAsync("fails", () => handle.QueryAsync(w => w.Fails()));
            await play.NoteAsync("missing", () => handle.QueryAsync<string>("Missing", []));
            await play.NoteAsync("bad argument", () => handle.QueryAsync<string>("SaidAt", ["x"]));
            await play.NoteAsync("commands", () => handle.QueryAsync(w => w.Commands()));
            await handle.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
            await play.NoteAsync("after the end", () => handle.QueryAsync(w => w.Said));
            await play.NoteAsync("signal after the end", () => handle.SignalAsync(w => w.EndAsync()));
        }),
        new("signal-with-start", async play =>
        {
            var options = play.Options();
            options.SignalWithStart((Talks w) => w.SayAsync("before all", 0));
            var handle = await play.StartAsync((Talks w) => w.RunAsync("start"), options);
            await Play.IdleAsync(handle);
            await handle.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
        }),
        new("signal-fails-workflow", async play =>
        {
            var handle = await play.StartAsync((Talks w) => w.RunAsync("start"));
            await Play.IdleAsync(handle);
            await handle.SignalAsync(w => w.FailAsync());
            await play.EndAsync(handle);
        }),
        new("dynamic-handlers", async play =>
        {
            var handle = await play.StartAsync("of no known type", "an argument", 2);
            await Play.IdleAsync(handle);
            await handle.SignalAsync("any signal", ["a", 1]);
            await Play.IdleAsync(handle, 2);
            await play.NoteAsync("query", () => handle.QueryAsync<string>("any query", [3]));
            await play.NoteAsync("update", () => handle.ExecuteUpdateAsync<string>("any update", ["b"], new("u1")));
            await handle.SignalAsync("end", []);
            await play.EndAsync(handle);
        }),
        new("updates", async play =>
        {
            var handle = await play.StartAsync((Counts w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await play.NoteAsync("add", () => handle.ExecuteUpdateAsync(w => w.AddAsync(2), new("add")));
            await play.NoteAsync("again", () => handle.ExecuteUpdateAsync(w => w.AddAsync(2), new("add")));
            await play.NoteAsync("fails", () => handle.ExecuteUpdateAsync(w => w.AddAsync(13), new("unlucky")));
            await play.NoteAsync("slow", () => handle.ExecuteUpdateAsync(w => w.AddSlowlyAsync(5), new("slow")));
            var begun = await handle.StartUpdateAsync(
                w => w.WaitAsync("go"), new("begun", WorkflowUpdateStage.Accepted));
            await Play.IdleAsync(handle, 7);
            await handle.SignalAsync(w => w.GoAsync());
            await play.NoteAsync("begun", () => begun.GetResultAsync());
            await play.NoteAsync("by id", () => handle.GetUpdateHandle<string>("begun").GetResultAsync());
            await play.NoteAsync("end", () => handle.ExecuteUpdateAsync(w => w.EndAsync(), new("end")));
            await play.EndAsync(handle);
            await play.NoteAsync("after", () => handle.ExecuteUpdateAsync(w => w.AddAsync(1), new("after")));
        }),
        new("updates-rejected", async play =>
        {
            var handle = await play.StartAsync((Counts w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await play.NoteAsync("rejected", () => handle.ExecuteUpdateAsync(w => w.AddAsync(-1), new("negative")));
            await play.NoteAsync("missing", () => handle.ExecuteUpdateAsync("Missing", [], new("missing")));
            await play.NoteAsync("no argument", () => handle.ExecuteUpdateAsync("Add", [], new("empty")));
            await play.NoteAsync("bad argument", () => handle.ExecuteUpdateAsync("Add", ["x"], new("text")));
            await play.NoteAsync("end", () => handle.ExecuteUpdateAsync(w => w.EndAsync(), new("end")));
            await play.EndAsync(handle);
        }),
        new("updates-rejected-after-a-command", async play =>
        {
            var handle = await play.StartAsync((CountsForAnHour w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await play.NoteAsync("rejected", () => handle.ExecuteUpdateAsync(w => w.AddAsync(-1), new("negative")));
            await play.NoteAsync("again", () => handle.ExecuteUpdateAsync(w => w.AddAsync(-2), new("worse")));
            await play.NoteAsync("add", () => handle.ExecuteUpdateAsync(w => w.AddAsync(2), new("add")));
            await handle.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
        }),
        new("update-with-start", async play =>
        {
            var start = WithStartWorkflowOperation.Create(
                (Counts w) => w.RunAsync(),
                new(play.Id(), play.Options().TaskQueue!) { IdConflictPolicy = WorkflowIdConflictPolicy.UseExisting });
            await play.NoteAsync("add", () => play.Client.ExecuteUpdateWithStartWorkflowAsync(
                (Counts w) => w.AddAsync(3), new("first", start)));
            play.Record(play.Id());
            var handle = await start.GetHandleAsync();
            await handle.ExecuteUpdateAsync(w => w.EndAsync(), new("end"));
            await play.EndAsync(handle);
        }),
        new("unfinished-handlers", async play =>
        {
            var handle = await play.StartAsync((Unfinished w) => w.RunAsync());
            await Play.IdleAsync(handle);
            var begun = await handle.StartUpdateAsync(
                w => w.NeverAsync(), new("never", WorkflowUpdateStage.Accepted));
            await Play.IdleAsync(handle, 2);
            await handle.SignalAsync(w => w.HangAsync());
            await Play.IdleAsync(handle, 3);
            await handle.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
            await play.NoteAsync("update", () => begun.GetResultAsync());
        }),
        new("update-ends-workflow", async play =>
        {
            foreach (var how in new[] { "fail", "cancel", "again" })
            {
                var handle = await play.StartAsync((EndedByUpdate w) => w.RunAsync(false), play.Options(how));
                await Play.IdleAsync(handle);
                await play.NoteAsync(how, () => handle.ExecuteUpdateAsync(w => w.EndAsync(how), new($"by-{how}")));
                await play.EndAsync(handle);
            }
        }),
        new("handlers-at-run-time", async play =>
        {
            var handle = await play.StartAsync((AddsHandlers w) => w.RunAsync());
            await Play.IdleAsync(handle);
            await handle.SignalAsync("late", ["kept"]);
            await Play.IdleAsync(handle, 2);
            await play.NoteAsync("query", () => handle.QueryAsync<int>("count", []));
            await play.NoteAsync("update", () => handle.ExecuteUpdateAsync<int>("add", [4], new("u")));
            await play.EndAsync(handle);
        }),
    ];

    [Workflow]
    public sealed class Talks
    {
        private readonly List<string> said = [];
        private readonly string first;
        private bool isEnd;

        [WorkflowInit]
        public Talks(string first) => this.first = first;

        [WorkflowQuery("all")]
        public IReadOnlyList<string> Said => said;

        [WorkflowRun]
        public async Task<string> RunAsync(string first)
        {
            said.Add($"{this.first} {first}");
            await Workflow.WaitConditionAsync(() => isEnd);
            return string.Join(", ", said);
        }

        [WorkflowSignal]
        public Task SayAsync(string what, int times = 3)
        {
            said.Add($"{what} x{times}");
            return Task.CompletedTask;
        }

        [WorkflowSignal("renamed", Description = "takes an order")]
        public async Task OrderAsync(Order order)
        {
            await Workflow.DelayAsync(1);
            said.Add(order.Name);
        }

        [WorkflowSignal]
        public Task HearAsync()
        {
            Workflow.Signals["no handler"] = WorkflowSignalDefinition.CreateWithoutAttribute(
                "no handler", (string what) => SayAsync(what, 0));
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public Task FailAsync() => throw new ApplicationFailureException("by signal", "Signalled", details: [1]);

        [WorkflowSignal]
        public Task EndAsync()
        {
            isEnd = true;
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public string SaidAt(int place, string end = "?") => said[place] + end;

        [WorkflowQuery]
        public string Fails() => throw new ApplicationFailureException("by query", "Queried");

        [WorkflowQuery]
        public string Commands()
        {
            Workflow.UpsertMemo(MemoUpdate.ValueSet("by", "query"));
            return "no";
        }
    }

    [Workflow(Dynamic = true)]
    public sealed class Anything
    {
        private readonly List<string> seen = [];

        [WorkflowRun]
        public async Task<string> RunAsync(IRawValue[] args)
        {
            seen.Add($"{Workflow.Info.WorkflowType} {Workflow.PayloadConverter.ToValue<string>(args[0])}");
            await Workflow.WaitConditionAsync(() => seen.Contains("end 0"));
            return string.Join(", ", seen);
        }

        [WorkflowSignal(Dynamic = true)]
        public Task SignalAsync(string name, IRawValue[] args)
        {
            seen.Add($"{name} {args.Length}");
            return Task.CompletedTask;
        }

        [WorkflowQuery(Dynamic = true)]
        public string Query(string name, IRawValue[] args) => $"{name} {args.Length} after {seen.Count}";

        [WorkflowUpdate(Dynamic = true)]
        public Task<string> UpdateAsync(string name, IRawValue[] args) => Task.FromResult($"{name} {args.Length}");
    }

    [Workflow]
    public sealed class CountsForAnHour
    {
        private int count;
        private bool isEnd;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isEnd, TimeSpan.FromHours(1));
            return count;
        }

        [WorkflowUpdate]
        public Task<int> AddAsync(int value) => Task.FromResult(count += value);

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void CheckAdd(int value) => ArgumentOutOfRangeException.ThrowIfNegative(value);

        [WorkflowSignal]
        public Task EndAsync()
        {
            isEnd = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Counts
    {
        private int count;
        private bool isGo;
        private bool isEnd;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => isEnd && Workflow.AllHandlersFinished);
            return count;
        }

        [WorkflowUpdate]
        public Task<int> AddAsync(int value) => value == 13
            ? throw new ApplicationFailureException("unlucky", "Luck", details: ["a detail"])
            : Task.FromResult(count += value);

        [WorkflowUpdateValidator(nameof(AddAsync))]
        public void ValidateAdd(int value) => ArgumentOutOfRangeException.ThrowIfNegative(value);

        [WorkflowUpdate]
        public async Task<string> AddSlowlyAsync(int value)
        {
            var said = await Workflow.ExecuteActivityAsync(() => Acts.Greet("Ada"), Acts.Quick);
            await Workflow.DelayAsync(1);
            return $"{said} {count += value} {Workflow.CurrentUpdateInfo?.Id} {Workflow.CurrentUpdateInfo?.Name}";
        }

        [WorkflowUpdate(Description = "waits for a signal")]
        public async Task<string> WaitAsync(string word)
        {
            await Workflow.WaitConditionAsync(() => isGo);
            return word;
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            isGo = true;
            return Task.CompletedTask;
        }

        [WorkflowUpdate]
        public Task EndAsync()
        {
            isEnd = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Unfinished
    {
        private bool isEnd;

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => isEnd);

        [WorkflowUpdate]
        public Task NeverAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowSignal(UnfinishedPolicy = HandlerUnfinishedPolicy.Abandon)]
        public Task HangAsync() => Workflow.DelayAsync(TimeSpan.FromDays(1));

        [WorkflowSignal]
        public Task EndAsync()
        {
            isEnd = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class EndedByUpdate
    {
        private string? how;

        [WorkflowRun]
        public async Task<string> RunAsync(bool isAgain)
        {
            await Workflow.WaitConditionAsync(() => isAgain || how is not null);
            return how switch
            {
                "fail" => throw new ApplicationFailureException("by update"),
                "cancel" => throw new OperationCanceledException("by update"),
                "again" => throw Workflow.CreateContinueAsNewException((EndedByUpdate w) => w.RunAsync(true)),
                _ => "the next run",
            };
        }

        [WorkflowUpdate]
        public Task<string> EndAsync(string how)
        {
            this.how = how;
            return Task.FromResult($"will {how}");
        }
    }

    [Workflow]
    public sealed class AddsHandlers
    {
        private int count;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            Workflow.Queries["count"] = WorkflowQueryDefinition.CreateWithoutAttribute("count", () => count);
            Workflow.Updates["add"] = WorkflowUpdateDefinition.CreateWithoutAttribute(
                "add", (int value) => Task.FromResult(count += value), null);
            Workflow.DynamicSignal = WorkflowSignalDefinition.CreateWithoutAttribute(null, (string _, IRawValue[] a) =>
            {
                count += a.Length;
                return Task.CompletedTask;
            });
            await Workflow.WaitConditionAsync(() => count > 4);
            return count;
        }
    }
}
