using Cairn.Engine.Schedules;
using Cairn.Storage;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>All schedules as the disk has them, and what they have started, checked at every write.</summary>
/// <param name="world">The world.</param>
internal sealed class DurableSchedules(World world)
{
    /// <summary>Before the id of a schedule, who started a workflow.</summary>
    private const string Starter = "temporal-scheduler-default-";

    private static readonly TimeSpan LongestOutage = TimeSpan.FromHours(1);

    private readonly SortedDictionary<string, ScheduleDocument> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ScheduledRun>> started = [];

    /// <summary>All of them.</summary>
    public IEnumerable<ScheduleDocument> All => byId.Values;

    /// <summary>How often one was removed.</summary>
    public int Removals { get; private set; }

    /// <summary>Whether nothing is to be started.</summary>
    public bool AreQuiet => All.All(schedule => schedule is { Waiting.Count: 0, Starting.Count: 0 });

    /// <summary>One schedule; null if there is none of that id.</summary>
    public ScheduleDocument? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>A document was written.</summary>
    public void Apply(DocumentWrite write)
    {
        if (write.Key.Kind != "schedule")
        {
            return;
        }

        var former = Find(write.Key.Name);
        if (write.Content is not { } content)
        {
            byId.Remove(write.Key.Name);
            Removals++;
            return;
        }

        var next = byId[write.Key.Name] = ScheduleDocument.Parser.ParseFrom(content.Span);
        world.Trace.Written(content.Span);
        var wrong = Wrong(next) ?? (former is null ? null : Wrong(former, next));
        world.Check(wrong is null, $"schedule {next.ScheduleId} {wrong}: {next}, after {former}");
    }

    /// <summary>A run is there for the first time.</summary>
    public void Born(DurableRun run, DurableRuns runs)
    {
        var identity = run.State.Started.Identity;
        if (!identity.StartsWith(Starter, StringComparison.Ordinal))
        {
            return;
        }

        var workflowId = run.State.Key.WorkflowId.Value;
        var schedule = Find(identity[Starter.Length..]);
        var due = schedule?.Starting.FirstOrDefault(start => start.WorkflowId == workflowId);
        world.Check(due is not null, $"{run.State.Key} was started, and no schedule had decided that.");
        if (due is not null)
        {
            world.Check(
                due.Actual.ToDateTimeOffset() <= world.Now, $"{workflowId} was started before {due.Actual}.");
            var others = StartedBy(schedule!);
            var twin = others.Find(other => other.RequestId == due.RequestId);
            world.Check(
                twin is null || KnowsNothing(runs, workflowId),
                $"{workflowId} was started twice for {due}: {twin?.Run.State.Key.RunId} and {run.State.Key.RunId}.");
            var open = others.Find(other =>
                !other.IsBeside && runs.Open(other.WorkflowId) is { } there && there != run);
            world.Check(due.IsBeside || open is null, $"{workflowId} was started beside {open?.WorkflowId}.");
            others.Add(new ScheduledRun(due.RequestId, workflowId, due.IsBeside, run));
        }
    }

    /// <summary>
    /// Whether the newest run before this one was deleted. Only through it could a start be known to have happened, as
    /// in Temporal's server: then one that is tried again happens again.
    /// </summary>
    private static bool KnowsNothing(DurableRuns runs, string workflowId) =>
        runs.Of(workflowId) is not [.., { IsDeleted: false }, _];

    /// <summary>Nobody was late: what was due some time ago has been dealt with.</summary>
    public void CheckTimely()
    {
        foreach (var schedule in All.Where(schedule => !schedule.Schedule.State.Paused))
        {
            var next = IntervalOf(schedule) * (Count(schedule, schedule.Processed.ToDateTimeOffset()) + 1);
            world.Check(
                DateTimeOffset.UnixEpoch + next > world.Now - TimeSpan.FromSeconds(5),
                $"{schedule.ScheduleId} has not dealt with what was due: {schedule}");
        }
    }

    /// <summary>When all is over: each schedule knows of all that it has started, and that it has closed.</summary>
    public void CheckAtEnd()
    {
        foreach (var schedule in All)
        {
            var count = StartedBy(schedule).Select(run => run.RequestId).Distinct().Count();
            world.Check(
                schedule.Info.ActionCount == count && schedule.Running.Count == 0,
                $"{schedule.ScheduleId} has started {count} workflows, all closed, and knows of others: {schedule}");
        }
    }

    private List<ScheduledRun> StartedBy(ScheduleDocument schedule)
    {
        if (!started.TryGetValue(schedule.InstanceId, out var runs))
        {
            started.Add(schedule.InstanceId, runs = []);
        }

        return runs;
    }

    private string? Wrong(ScheduleDocument schedule) =>
        schedule.Info.ActionCount > StartedBy(schedule).Count ? "counts what was not started"
        : schedule.Starting.Any(start => start.Actual.ToDateTimeOffset() > world.Now) ? "starts before the time"
        : schedule.Starting.Select(start => start.WorkflowId).Distinct().Count() < schedule.Starting.Count
            ? "starts two workflows of one id"
        : null;

    /// <summary>What was due is counted as it comes: as started, waiting, skipped, dropped or missed.</summary>
    private static string? Wrong(ScheduleDocument former, ScheduleDocument next)
    {
        if (former.InstanceId != next.InstanceId)
        {
            return "takes the place of another one";
        }

        var isAsked = !former.RequestIds.Equals(next.RequestIds) || former.Schedule.State.Paused;
        var due = Count(next, next.Processed.ToDateTimeOffset()) - Count(next, former.Processed.ToDateTimeOffset());
        var hasMissed = next.Info.MissedCatchupWindow > former.Info.MissedCatchupWindow;
        return due < 0 ? "goes back in time"
            : hasMissed && former.Schedule.Policies.CatchupWindow.ToTimeSpan() > LongestOutage ? "missed a time"
            : !isAsked && due != Total(next) - Total(former) ? $"has {due} times to deal with"
            : null;
    }

    private static long Total(ScheduleDocument schedule) => schedule.Waiting.Count + schedule.Starting.Count
        + schedule.Info.ActionCount + schedule.Info.OverlapSkipped
        + schedule.Info.BufferDropped + schedule.Info.MissedCatchupWindow;

    /// <summary>How many times there were up to a moment, since 1970.</summary>
    private static long Count(ScheduleDocument schedule, DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / IntervalOf(schedule).Ticks;

    private static TimeSpan IntervalOf(ScheduleDocument schedule) =>
        schedule.Schedule.Spec.Interval[0].Interval.ToTimeSpan();

    private sealed record ScheduledRun(string RequestId, string WorkflowId, bool IsBeside, DurableRun Run);
}
