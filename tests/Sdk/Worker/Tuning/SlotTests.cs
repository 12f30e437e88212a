using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Worker;
using Cairn.Worker.Tuning;

namespace Cairn.Tests.Sdk.Worker.Tuning;

/// <summary>Slot suppliers, and that they govern what runs.</summary>
public class SlotTests
{
    private static readonly SlotReserveContext Context = new(SlotType.Activity, "q", "me", "build", IsSticky: false);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fixed_number_of_slots_is_given_in_the_order_of_asking()
    {
        var slots = new FixedSizeSlotSupplier(1).Open(SlotType.Activity, TimeProvider.System);
        var permit = await slots.ReserveSlotAsync(Context, Cancellation);
        Assert.Null(slots.TryReserveSlot(Context));
        using var stop = new CancellationTokenSource();
        var given = slots.ReserveSlotAsync(Context, stop.Token);
        var next = slots.ReserveSlotAsync(Context, Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(next.IsCompleted);
        slots.ReleaseSlot(new(null, permit));
        slots.ReleaseSlot(new(null, await next));
        Assert.NotNull(slots.TryReserveSlot(Context));
    }

    [Fact]
    public void A_resource_based_supplier_gives_its_minimum_whatever_the_load_and_stops_at_its_maximum()
    {
        var load = new ProcessLoad(Memory: 0.9, Cpu: 0.9);
        var slots = new ResourceBasedSlots(2, 3, TimeSpan.Zero, new(0.5, 0.5), () => load, new ManualTime());
        Assert.NotNull(slots.TryReserveSlot(Context));
        Assert.NotNull(slots.TryReserveSlot(Context));
        Assert.Null(slots.TryReserveSlot(Context));
        load = new(0.1, 0.9);
        Assert.Null(slots.TryReserveSlot(Context));
        load = new(0.9, 0.1);
        Assert.Null(slots.TryReserveSlot(Context));
        load = new(0.1, 0.1);
        var third = slots.TryReserveSlot(Context);
        Assert.NotNull(third);
        Assert.Null(slots.TryReserveSlot(Context));
        slots.ReleaseSlot(new(null, third));
        Assert.NotNull(slots.TryReserveSlot(Context));
    }

    [Fact]
    public async Task A_resource_based_supplier_pauses_between_slots_and_looks_again_at_the_load()
    {
        var time = new ManualTime();
        var load = new ProcessLoad(0, 0);
        var slots = new ResourceBasedSlots(1, 9, TimeSpan.FromSeconds(1), new(0.5, 0.5), () => load, time);
        Assert.NotNull(slots.TryReserveSlot(Context));
        Assert.Null(slots.TryReserveSlot(Context));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(slots.TryReserveSlot(Context));
        load = new(0.9, 0);
        time.Advance(TimeSpan.FromSeconds(1));
        var waiting = slots.ReserveSlotAsync(Context, Cancellation);
        await time.PassNextAsync();
        Assert.False(waiting.IsCompleted);
        load = new(0, 0);
        await time.PassNextAsync();
        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
    }

    [Fact]
    public void The_load_of_this_process_is_a_fraction()
    {
        var load = ProcessLoad.Measure();
        Assert.InRange(load.Memory, 1e-6, 1);
        Assert.InRange(load.Cpu, 0, 1.01);
    }

    [Theory]
    [InlineData("TargetMemoryUsage", 1.5, 0.5, 1, 2, 0)]
    [InlineData("TargetCpuUsage", 0.5, -0.1, 1, 2, 0)]
    [InlineData("MaximumSlots", 0.5, 0.5, 0, 0, 0)]
    [InlineData("MinimumSlots", 0.5, 0.5, 3, 2, 0)]
    [InlineData("RampThrottle", 0.5, 0.5, 1, 2, -1)]
    public void Numbers_out_of_range_are_refused(
        string named, double memory, double cpu, int minimum, int maximum, int throttle)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ResourceBasedSlotSupplier(
            new(minimum, maximum, TimeSpan.FromSeconds(throttle)), new(memory, cpu)));
        Assert.StartsWith($"{named} is ", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedSizeSlotSupplier(0));
    }

    [Fact]
    public async Task The_suppliers_of_a_tuner_govern_the_activities()
    {
        await using var server = new ActivityServer();
        var gate = new TaskCompletionSource();
        var supplier = new Counting(2);
        server.Run(o =>
        {
            o.Tuner = new WorkerTuner(new FixedSizeSlotSupplier(1), supplier, new FixedSizeSlotSupplier(1));
            o.AddActivity([Activity("wait")] () => gate.Task);
        });
        for (var i = 0; i < 4; i++)
        {
            server.Offer("wait");
        }

        await server.Fake.NextAsync<PollActivityTaskQueueRequest>();
        await server.Fake.NextAsync<PollActivityTaskQueueRequest>();
        await supplier.FullAsync();
        gate.SetResult();
        for (var i = 0; i < 4; i++)
        {
            await server.Fake.NextAsync<RespondActivityTaskCompletedRequest>();
        }

        await server.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Running);
        await supplier.EmptyAsync(); // A slot that is granted while the worker stops comes back after it has ended.
        Assert.Equal(2, supplier.MostTaken);
        Assert.Equal(4, supplier.Used.Count(info => info == new SlotInfo.ActivitySlotInfo("wait")));
        Assert.Equal(4, supplier.Released.Count(info => info == new SlotInfo.ActivitySlotInfo("wait")));
        Assert.All(supplier.Contexts, context => Assert.Equal(
            (SlotType.Activity, "q", "me", false),
            (context.SlotType, context.TaskQueue, context.WorkerIdentity, context.IsSticky)));
    }

    [Fact]
    public async Task A_supplier_that_fails_is_logged_and_asked_again()
    {
        await using var server = new ActivityServer();
        var log = new ListLog();
        server.Run(o =>
        {
            o.LoggerFactory = log;
            o.MaxConcurrentActivityTaskPolls = 1;
            o.Tuner = new WorkerTuner(
                new FixedSizeSlotSupplier(1), new Counting(1) { Failures = 1 }, new FixedSizeSlotSupplier(1));
            o.AddActivity([Activity("a")] () => 1);
        });
        server.Offer("a");
        await server.Time.PassNextAsync();
        await server.ResultAsync<int>();
        Assert.StartsWith(
            $"ReserveSlotAsync of slot supplier {typeof(Counting)} failed for slots of kind Activity",
            await log.NextWarningAsync(),
            StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_supplier_that_does_not_look_at_its_token_does_not_keep_the_worker_from_stopping()
    {
        await using var server = new ActivityServer();
        var late = new TaskCompletionSource<SlotPermit>();
        var supplier = new Deaf(late.Task);
        server.Run(o =>
        {
            o.Tuner = new WorkerTuner(new FixedSizeSlotSupplier(1), supplier, new FixedSizeSlotSupplier(1));
            o.MaxConcurrentActivityTaskPolls = 1;
            o.AddActivity([Activity("a")] () => 1);
        });
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => server.Running.WaitAsync(TestContext.Current.CancellationToken));
        var permit = new SlotPermit();
        late.SetResult(permit);
        Assert.Same(permit, await supplier.Released.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_tuner_beside_a_number_is_refused_by_the_names_of_both()
    {
        var error = Assert.Throws<ArgumentException>(() => new CairnWorker(
            new CairnClient(new CairnConnection(new FakeWorkflowService())),
            new CairnWorkerOptions("q") { Tuner = WorkerTuner.CreateFixedSize(1, 1, 1), MaxConcurrentActivities = 7 }
                .AddActivity([Activity("a")] () => 1)));
        Assert.StartsWith(
            "MaxConcurrentActivities is 7, but Tuner is set", error.Message, StringComparison.Ordinal);
    }

    private sealed class Deaf(Task<SlotPermit> permit) : CustomSlotSupplier
    {
        public TaskCompletionSource<SlotPermit> Released { get; } = new();

        public override Task<SlotPermit> ReserveSlotAsync(
            SlotReserveContext ctx, CancellationToken cancellationToken) => permit;

        public override SlotPermit? TryReserveSlot(SlotReserveContext ctx) => null;

        public override void MarkSlotUsed(SlotMarkUsedContext ctx)
        {
        }

        public override void ReleaseSlot(SlotReleaseContext ctx) => Released.TrySetResult(ctx.Permit);
    }

    private sealed class Counting(int count) : CustomSlotSupplier
    {
        private readonly CustomSlotSupplier free =
            new FixedSizeSlotSupplier(count).Open(SlotType.Activity, TimeProvider.System);

        private readonly TaskCompletionSource full = new();
        private int taken;

        public int Failures { get; set; }

        public int MostTaken { get; private set; }

        public ConcurrentQueue<SlotReserveContext> Contexts { get; } = new();

        public ConcurrentQueue<SlotInfo> Used { get; } = new();

        public ConcurrentQueue<SlotInfo?> Released { get; } = new();

        public Task FullAsync() => full.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public async Task EmptyAsync()
        {
            for (var deadline = DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1); Volatile.Read(ref taken) > 0;)
            {
                Assert.True(DateTimeOffset.UtcNow < deadline, "A slot does not come back.");
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }

        public override async Task<SlotPermit> ReserveSlotAsync(
            SlotReserveContext ctx, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                throw new FormatException("no");
            }

            Contexts.Enqueue(ctx);
            await free.ReserveSlotAsync(ctx, cancellationToken);
            return Take();
        }

        public override SlotPermit? TryReserveSlot(SlotReserveContext ctx) =>
            free.TryReserveSlot(ctx) is null ? null : Take();

        public override void MarkSlotUsed(SlotMarkUsedContext ctx)
        {
            Used.Enqueue(ctx.SlotInfo);
            if (Used.Count == count)
            {
                full.TrySetResult();
            }
        }

        public override void ReleaseSlot(SlotReleaseContext ctx)
        {
            Assert.Equal("mine", ctx.Permit.UserData);
            Released.Enqueue(ctx.SlotInfo);
            Interlocked.Decrement(ref taken);
            free.ReleaseSlot(ctx);
        }

        private SlotPermit Take()
        {
            MostTaken = Math.Max(MostTaken, Interlocked.Increment(ref taken));
            return new("mine");
        }
    }
}
