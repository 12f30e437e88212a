using System.Globalization;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Engine.Schedules;

/// <summary>The life of one schedule without a runtime: what it wants done is written down, and done at once.</summary>
internal sealed class ScheduleStory
{
    public static readonly DateTimeOffset Begin = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<string> told = [];
    private int starts;

    public ScheduleStory(Action<CreateScheduleRequest>? change = null)
    {
        var request = Request();
        change?.Invoke(request);
        Assert.Null(ScheduleRules.Check(request, SearchAttributeTypes.Standard));
        State = DefineSchedule.Create(request, "instance", Begin).State;
    }

    public ScheduleDocument State { get; private set; }

    public DateTimeOffset Now { get; private set; } = Begin;

    /// <summary>Whether starts find out at once that they happened; else they are tried again later.</summary>
    public bool CanStart { get; set; } = true;

    /// <summary>How many of the next starts are refused.</summary>
    public int Refusals { get; set; }

    public ScheduleTurn Turn => new(State, Now);

    /// <summary>What was done since this was asked last: starts, cancels and terminates.</summary>
    public string Told
    {
        get
        {
            var all = string.Join(", ", told);
            told.Clear();
            return all;
        }
    }

    /// <summary>A schedule that starts workflow "w" every ten minutes.</summary>
    public static CreateScheduleRequest Request() => new()
    {
        Namespace = "default",
        ScheduleId = "s",
        RequestId = "r",
        Schedule = new Schedule
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
                    WorkflowType = new WorkflowType { Name = "T" },
                    TaskQueue = new() { Name = "q" },
                },
            },
            Policies = new SchedulePolicies(),
            State = new ScheduleState(),
        },
    };

    public static ScheduleStory With(ScheduleOverlapPolicy policy) =>
        new(request => request.Schedule.Policies.OverlapPolicy = policy);

    /// <summary>Lets time pass, and wakes the schedule whenever it wants to be.</summary>
    public void Pass(string length)
    {
        var end = Now + TimeSpan.Parse(length, CultureInfo.InvariantCulture);
        Wake();
        while (AdvanceSchedule.NextTime(Turn) is { } next && next <= end && (CanStart || next > Now))
        {
            Now = next > Now ? next : Now;
            Wake();
        }

        Now = end;
    }

    /// <summary>Time passes while nobody is there to wake the schedule.</summary>
    public void Sleep(string length) => Now += TimeSpan.Parse(length, CultureInfo.InvariantCulture);

    public void Patch(SchedulePatch patch)
    {
        Do(turn => Assert.Null(PatchSchedule.Decide(turn, patch)));
        Wake();
    }

    public void Trigger(ScheduleOverlapPolicy policy = default) =>
        Patch(new SchedulePatch { TriggerImmediately = new TriggerImmediatelyRequest { OverlapPolicy = policy } });

    public void Backfill(string from, string to, ScheduleOverlapPolicy policy = default) => Patch(new SchedulePatch
    {
        BackfillRequest =
        {
            new BackfillRequest
            {
                StartTime = Timestamp.FromDateTimeOffset(At(from)),
                EndTime = Timestamp.FromDateTimeOffset(At(to)),
                OverlapPolicy = policy,
            },
        },
    });

    /// <summary>The workflow of a number, counted from 1, closes.</summary>
    public void Close(int number, HistoryEvent? close = null, WorkflowExecutionStatus? status = null)
    {
        var run = State.Running.Single(action => action.Execution.RunId == $"run {number}").Execution;
        Do(turn => RecordAction.Closed(turn, run, status ?? WorkflowExecutionStatus.Completed, close));
        Wake();
    }

    public void Fail(int number) => Close(number, Failed("no"), WorkflowExecutionStatus.Failed);

    public static HistoryEvent Failed(string message) => new()
    {
        WorkflowExecutionFailedEventAttributes = new() { Failure = new Failure { Message = message } },
    };

    public void Do(Action<ScheduleTurn> verb)
    {
        var turn = Turn;
        var before = State.Clone();
        verb(turn);
        Assert.Equal(before, State); // Whoever gives up a decision has lost nothing.
        State = turn.State;
    }

    public void Wake()
    {
        IReadOnlyList<ScheduleEffect> effects = [];
        Do(turn => effects = AdvanceSchedule.Decide(turn));
        foreach (var effect in effects)
        {
            Perform(effect);
        }
    }

    /// <summary>A time of the first day as hh:mm.</summary>
    public static DateTimeOffset At(string time) => Begin + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    private void Perform(ScheduleEffect effect)
    {
        switch (effect)
        {
            case ScheduleEffect.Start start when Refusals > 0:
                Refusals--;
                told.Add($"refused {start.Due.Nominal.ToDateTime():HH:mm}");
                Do(turn => RecordAction.Refused(turn, start.Due, "it is refused"));
                break;
            case ScheduleEffect.Start start when CanStart:
                var run = new WorkflowExecution
                {
                    WorkflowId = ScheduledStart.Request(State, start.Due).WorkflowId,
                    RunId = $"run {++starts}",
                };
                told.Add($"start {start.Due.Nominal.ToDateTime():HH:mm}");
                Do(turn => RecordAction.Started(turn, start.Due, run));
                break;
            case ScheduleEffect.Cancel cancel:
                told.Add($"cancel {cancel.Execution.RunId}");
                break;
            case ScheduleEffect.Terminate terminate:
                told.Add($"terminate {terminate.Execution.RunId}");
                break;
        }
    }
}
