using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Runtime;
using Cairn.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

/// <summary>A node with a schedule on it, and other nodes after it on the same store.</summary>
internal sealed class Scheduling(bool onFile) : IAsyncDisposable
{
    private readonly DataFolder folder = new();
    private readonly MemoryStore memory = new();

    public ManualTime Time { get; private set; } = new();

    public Harness Now { get; private set; } = null!;

    public FaultyStore Store { get; private set; } = null!;

    public static async Task<Scheduling> StartAsync(bool onFile = false)
    {
        var scheduling = new Scheduling(onFile);
        await scheduling.BeginAsync();
        return scheduling;
    }

    /// <summary>A schedule that starts workflow "w" every ten minutes.</summary>
    public static CreateScheduleRequest Request(string id = "s", Action<Schedule>? change = null)
    {
        var schedule = new Schedule
        {
            Spec = new ScheduleSpec
            {
                Interval = { new IntervalSpec { Interval = Duration.FromTimeSpan(TimeSpan.FromMinutes(10)) } },
            },
            Action = new ScheduleAction
            {
                StartWorkflow = new()
                {
                    WorkflowId = "w",
                    WorkflowType = new() { Name = "T" },
                    TaskQueue = new() { Name = Harness.Queue },
                },
            },
            Policies = new SchedulePolicies(),
            State = new ScheduleState(),
        };
        change?.Invoke(schedule);
        return new CreateScheduleRequest
        {
            Namespace = "default",
            ScheduleId = id,
            RequestId = $"create {id}",
            Schedule = schedule,
        };
    }

    public Task<CreateScheduleResponse> CreateAsync(string id = "s", Action<Schedule>? change = null) =>
        Now.Service.CreateScheduleAsync(Request(id, change)).InTimeAsync();

    public Task<CreateScheduleResponse> CreateAsync(ScheduleOverlapPolicy policy) =>
        CreateAsync(change: schedule => schedule.Policies.OverlapPolicy = policy);

    public Task<DescribeScheduleResponse> DescribeAsync(string id = "s") => Now.Service.DescribeScheduleAsync(
        new DescribeScheduleRequest { Namespace = "default", ScheduleId = id }).InTimeAsync();

    public Task<PatchScheduleResponse> PatchAsync(SchedulePatch patch, string requestId = "") =>
        Now.Service.PatchScheduleAsync(new PatchScheduleRequest
        {
            Namespace = "default",
            ScheduleId = "s",
            Patch = patch,
            RequestId = requestId.Length > 0 ? requestId : Guid.NewGuid().ToString(),
        }).InTimeAsync();

    public Task<PatchScheduleResponse> TriggerAsync() =>
        PatchAsync(new SchedulePatch { TriggerImmediately = new TriggerImmediatelyRequest() });

    /// <summary>Waits until the schedule is seen as it must become.</summary>
    public async Task<DescribeScheduleResponse> UntilAsync(Func<DescribeScheduleResponse, bool> isSeen)
    {
        var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
        while (true)
        {
            var seen = await DescribeAsync();
            if (isSeen(seen))
            {
                return seen;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, $"It stays as it is: {seen}");
            await Task.Delay(1);
        }
    }

    /// <summary>Lets time pass until the schedule acts next, which it waits for at some minute.</summary>
    public async Task ReachAsync(int minute)
    {
        var due = ManualTime.Start.AddMinutes(minute);
        await Time.TimerAsync(due);
        Time.Advance(due - Time.GetUtcNow());
    }

    /// <summary>The id of the workflow that is started for a minute.</summary>
    public static string IdAt(int minute) => $"w-{ManualTime.Start.AddMinutes(minute):yyyy-MM-dd'T'HH:mm:ss}Z";

    /// <summary>Another node begins on what the store has when a test has changed that.</summary>
    public async Task RestartAsync(Action<ScheduleDocument> damage)
    {
        await Now.DisposeAsync();
        var key = new DocumentKey("schedule", new("default"), "s");
        var found = (await memory.FindDocumentAsync(key))!;
        var schedule = ScheduleDocument.Parser.ParseFrom(found.Content.Span);
        damage(schedule);
        await memory.CommitAsync(Batch.Of(new DocumentWrite(key, found.Version, schedule.ToByteArray())));
        await BeginAsync();
    }

    /// <summary>The node ends as a killed process does: it writes nothing more. Later another one begins.</summary>
    public async Task KillAsync(TimeSpan absence)
    {
        Store.OnCommit = _ => new TaskCompletionSource<CommitOutcome>().Task;
        Time = new ManualTime(Time.GetUtcNow() + absence);
        if (onFile)
        {
            await Store.DisposeAsync();
        }

        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Now.DisposeAsync();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private async Task BeginAsync()
    {
        Store = new FaultyStore(onFile ? await folder.OpenAsync() : memory);
        Now = await Harness.StartAsync(Store, new NodeOptions { TimeProvider = Time, Chance = () => 0 });
    }
}
