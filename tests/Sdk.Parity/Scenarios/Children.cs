namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>Child workflows.</summary>
internal static class Children
{
    public static IEnumerable<Scenario> All =>
    [
        new("child-results", async play =>
        {
            await play.RunAsync((Parent w) => w.RunAsync(play.Id("a")));
            play.Record(play.Id("a"));
        }),
        new("child-default-id", play => play.RunAsync((DefaultId w) => w.RunAsync())),
        new("child-fails", play => play.RunAsync((FailingChildren w) => w.RunAsync(play.Id("child")))),
        new("child-fails-workflow", async play =>
        {
            await play.RunAsync((FailsByChild w) => w.RunAsync(play.Id("child")));
            play.Record(play.Id("child"));
        }),
        new("child-already-started", async play =>
        {
            await play.RunAsync((StartsTwice w) => w.RunAsync(play.Id("child")));
            await play.RunAsync((FailsByStartingTwice w) => w.RunAsync(play.Id("other")), play.Options("fails"));
        }),
        new("child-handle", async play =>
        {
            var handle = await play.StartAsync((ByHandle w) => w.RunAsync(play.Id("child")));
            var child = play.Client.GetWorkflowHandle<Waits>(play.Id("child"));
            await Play.IdleAsync(handle, 2);
            await Play.IdleAsync(child);
            await handle.SignalAsync(w => w.GoAsync());
            await Play.IdleAsync(handle, 4);
            await Play.IdleAsync(child, 2);
            await child.SignalAsync(w => w.EndAsync());
            await play.EndAsync(handle);
            play.Record(child.Id);
        }),
        .. new[] { ParentClosePolicy.Terminate, ParentClosePolicy.Abandon, ParentClosePolicy.RequestCancel }.Select(
            policy => new Scenario($"child-parent-close-{policy}", async play =>
            {
                var handle = await play.StartAsync((Leaves w) => w.RunAsync(play.Id("child"), policy));
                var child = play.Client.GetWorkflowHandle<Waits>(play.Id("child"));
                await Play.IdleAsync(handle, 2);
                await Play.IdleAsync(child);
                play.Record(child.Id);
                await handle.SignalAsync(w => w.LeaveAsync());
                await play.EndAsync(handle);
                if (policy == ParentClosePolicy.Abandon)
                {
                    await child.SignalAsync(w => w.EndAsync());
                }

                await play.EndAsync(child);
            })),
        .. Enum.GetValues<ChildWorkflowCancellationType>().Select(
            type => new Scenario($"child-cancel-{type}", async play =>
            {
                var handle = await play.StartAsync((CancelsChild w) => w.RunAsync(play.Id("child"), type));
                var child = play.Client.GetWorkflowHandle<Waits>(play.Id("child"));
                await Play.IdleAsync(handle, 2);
                await Play.IdleAsync(child);
                play.Record(child.Id);
                await handle.SignalAsync(w => w.CancelAsync());
                await Play.IdleAsync(handle, 3);
                if (type != ChildWorkflowCancellationType.Abandon)
                {
                    await Play.IdleAsync(child, 2);
                }

                if (type == ChildWorkflowCancellationType.WaitCancellationCompleted)
                {
                    await Play.IdleAsync(handle, 4);
                }

                await child.SignalAsync(w => w.EndAsync());
                await play.EndAsync(child);
                await play.EndAsync(handle);
            })),
        new("child-cancel-before-start", play => play.RunAsync((CancelsChildAtOnce w) => w.RunAsync())),
    ];

    [Workflow]
    public sealed class Parent
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string id)
        {
            var full = await Workflow.ExecuteChildWorkflowAsync((Child w) => w.RunAsync("Ada", 3), new()
            {
                Id = id,
                ExecutionTimeout = TimeSpan.FromHours(3),
                RunTimeout = TimeSpan.FromHours(2),
                TaskTimeout = TimeSpan.FromSeconds(20),
                IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
                Memo = new Dictionary<string, object> { ["why"] = "a test" },
                RetryPolicy = new() { MaximumAttempts = 2 },
                StaticSummary = "a summary",
                StaticDetails = "some details",
                Priority = new(4),
                TypedSearchAttributes = new SearchAttributeCollection.Builder()
                    .Set(Versions.Colour, "red").Set(Versions.Size, 7).ToSearchAttributeCollection(),
            });
            var byName = await Workflow.ExecuteChildWorkflowAsync<string>("Child", ["Bob"], new() { Id = $"{id}-2" });
            await Workflow.ExecuteChildWorkflowAsync((Nothing w) => w.RunAsync(), new() { Id = $"{id}-3" });
            await Workflow.ExecuteChildWorkflowAsync("Nothing", [], new() { Id = $"{id}-4" });
            return $"{full} {byName}";
        }
    }

    [Workflow]
    public sealed class Child
    {
        [WorkflowRun]
        public Task<string> RunAsync(string name, int count = 2)
        {
            var info = Workflow.Info;
            return Task.FromResult($"{name} {count} {info.Parent?.WorkflowId} {info.Root?.WorkflowId} "
                + $"{info.Attempt} {info.ExecutionTimeout} {info.RunTimeout} {info.TaskTimeout} {info.WorkflowType} "
                + $"{info.RetryPolicy?.MaximumAttempts} {info.Priority?.PriorityKey} {Workflow.Memo.Count} "
                + $"{Workflow.TypedSearchAttributes.Count}");
        }
    }

    [Workflow]
    public sealed class Nothing
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class DefaultId
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteChildWorkflowAsync((Child w) => w.RunAsync("Ada", 1));
    }

    [Workflow]
    public sealed class FailingChildren
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync(string id) =>
        [
            await TryAsync(() => Workflow.ExecuteChildWorkflowAsync(
                (ChildFails w) => w.RunAsync(), new() { Id = $"{id}-1" })),
            await TryAsync(() => Workflow.ExecuteChildWorkflowAsync(
                (ChildFails w) => w.RunAsync(), new() { Id = $"{id}-2", RetryPolicy = new() { MaximumAttempts = 1 } })),
            await TryAsync(() => Workflow.ExecuteChildWorkflowAsync(
                "Absent",
                [],
                new() { Id = $"{id}-3", RunTimeout = TimeSpan.FromMilliseconds(300), TaskQueue = "none" })),
        ];
    }

    [Workflow]
    public sealed class ChildFails
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(() => Acts.FailForGood(), Acts.Once);
    }

    [Workflow]
    public sealed class FailsByChild
    {
        [WorkflowRun]
        public Task RunAsync(string id) =>
            Workflow.ExecuteChildWorkflowAsync((ChildFails w) => w.RunAsync(), new() { Id = id });
    }

    [Workflow]
    public sealed class StartsTwice
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string id)
        {
            await Workflow.StartChildWorkflowAsync((Waits w) => w.RunAsync(), new() { Id = id });
            return await TryAsync(
                () => Workflow.ExecuteChildWorkflowAsync((Waits w) => w.RunAsync(), new() { Id = id }));
        }
    }

    [Workflow]
    public sealed class FailsByStartingTwice
    {
        [WorkflowRun]
        public async Task RunAsync(string id)
        {
            await Workflow.StartChildWorkflowAsync((Waits w) => w.RunAsync(), new() { Id = id });
            await Workflow.StartChildWorkflowAsync((Waits w) => w.RunAsync(), new() { Id = id });
        }
    }

    [Workflow]
    public sealed class ByHandle
    {
        private bool isGo;

        [WorkflowRun]
        public async Task<string> RunAsync(string id)
        {
            var child = await Workflow.StartChildWorkflowAsync((Waits w) => w.RunAsync(), new() { Id = id });
            await Workflow.WaitConditionAsync(() => isGo);
            await child.SignalAsync("unheard", [1]);
            var result = await child.GetResultAsync();
            return $"{child.Id} {result}";
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            isGo = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Waits
    {
        private bool isEnd;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            try
            {
                await Workflow.WaitConditionAsync(() => isEnd);
                return "ended";
            }
            catch (Exception e) when (SdkException.IsCanceledException(e)
                && Workflow.Info.WorkflowId.Contains("cancel"))
            {
                await Workflow.WaitConditionAsync(() => isEnd, CancellationToken.None);
                throw;
            }
        }

        [WorkflowSignal]
        public Task EndAsync()
        {
            isEnd = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Leaves
    {
        private bool isOver;

        [WorkflowRun]
        public async Task RunAsync(string id, ParentClosePolicy policy)
        {
            await Workflow.StartChildWorkflowAsync(
                (Waits w) => w.RunAsync(), new() { Id = id, ParentClosePolicy = policy });
            await Workflow.WaitConditionAsync(() => isOver);
        }

        [WorkflowSignal]
        public Task LeaveAsync()
        {
            isOver = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class CancelsChild
    {
        private readonly CancellationTokenSource source = new();

        [WorkflowRun]
        public Task<string> RunAsync(string id, ChildWorkflowCancellationType type) => TryAsync(
            () => Workflow.ExecuteChildWorkflowAsync((Waits w) => w.RunAsync(), new()
            {
                Id = id,
                CancellationToken = source.Token,
                CancellationType = type,
                ParentClosePolicy = ParentClosePolicy.Abandon,
            }));

        [WorkflowSignal]
        public Task CancelAsync()
        {
            source.Cancel();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class CancelsChildAtOnce
    {
        [WorkflowRun]
        public async Task<string[]> RunAsync()
        {
            using var source = new CancellationTokenSource();
            ChildWorkflowOptions Named(string id) => new() { Id = id, CancellationToken = source.Token };
            var begun = TryAsync(
                () => Workflow.ExecuteChildWorkflowAsync((Waits w) => w.RunAsync(), Named("never-1")));
            source.Cancel();
            return
            [
                await begun,
                await TryAsync(() => Workflow.ExecuteChildWorkflowAsync((Waits w) => w.RunAsync(), Named("never-2"))),
            ];
        }
    }
}
