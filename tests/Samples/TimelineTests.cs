using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Common;
using Google.Protobuf.WellKnownTypes;
using global::Samples.Timelines;
using Spectre.Console;

namespace Cairn.Tests.Samples;

/// <summary>Timelines, of histories that are made here.</summary>
public sealed class TimelineTests
{
    private static readonly DateTime s_start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<HistoryEvent> events = [];

    public TimelineTests() => Add(0, new()
    {
        EventType = EventType.WorkflowExecutionStarted,
        WorkflowExecutionStartedEventAttributes = new() { WorkflowType = new() { Name = "Order" } },
    });

    [Fact]
    public void An_activity_is_a_line_from_its_schedule_to_its_end()
    {
        var charge = Schedule(100, "Charge");
        Complete(600, charge, attempt: 3);
        Close(1000);

        Assert.Equal(
            [
                "order-1 Order, completed after 1 s",
                "       0               500 ms",
                "Charge    ━━━━━━━━━━━━━━━━●               500 ms, 3 attempts",
            ],
            Draw(width: 60));
    }

    [Fact]
    public void What_runs_at_the_same_time_is_in_lanes_of_its_own()
    {
        var first = Schedule(0, "Count");
        var second = Schedule(0, "Count");
        Complete(400, first);
        Complete(1000, second);
        var third = Schedule(500, "Count");
        Fail(1000, third);
        Close(1000);

        var lanes = Draw(width: 60).Skip(2);

        Assert.Equal(
            [
                "Count ━━━━━━━━━━━━━━━━━━━●    ━━━━━━━━━━━━━━━━━━━━━━━━━✗  ×2",
                "Count ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━● 1 s",
            ],
            lanes);
    }

    [Fact]
    public void A_run_that_is_open_ends_with_its_last_event()
    {
        Add(0, new()
        {
            EventType = EventType.TimerStarted,
            TimerStartedEventAttributes = new() { StartToFireTimeout = Duration.FromTimeSpan(TimeSpan.FromDays(3)) },
        });
        Add(1000, new()
        {
            EventType = EventType.WorkflowExecutionSignaled,
            WorkflowExecutionSignaledEventAttributes = new() { SignalName = "Pay" },
        });

        var lines = Draw(width: 60);

        Assert.Equal("order-1 Order, running after 1 s", lines[0]);
        Assert.StartsWith("3 d (timer)  ┄", lines[2], StringComparison.Ordinal);
        Assert.Contains("▶", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("◆", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void A_timeline_is_as_wide_as_the_terminal(int width)
    {
        Complete(900, Schedule(100, "CheckWhetherTheCardIsStillValid"), attempt: 12);
        Close(1000);

        Assert.All(DrawUntrimmed(width).Skip(2), line => Assert.Equal(width, line.Length));
    }

    private string[] Draw(int width) => [.. DrawUntrimmed(width).Select(line => line.TrimEnd())];

    private string[] DrawUntrimmed(int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        Timeline.Draw(new WorkflowHistory("order-1", events), console);
        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private long Schedule(int at, string activity) => Add(at, new()
    {
        EventType = EventType.ActivityTaskScheduled,
        ActivityTaskScheduledEventAttributes = new() { ActivityType = new() { Name = activity } },
    });

    private void Complete(int at, long scheduled, int attempt = 1)
    {
        Add(at, new()
        {
            EventType = EventType.ActivityTaskStarted,
            ActivityTaskStartedEventAttributes = new() { ScheduledEventId = scheduled, Attempt = attempt },
        });
        Add(at, new()
        {
            EventType = EventType.ActivityTaskCompleted,
            ActivityTaskCompletedEventAttributes = new() { ScheduledEventId = scheduled },
        });
    }

    private void Fail(int at, long scheduled) => Add(at, new()
    {
        EventType = EventType.ActivityTaskFailed,
        ActivityTaskFailedEventAttributes = new() { ScheduledEventId = scheduled },
    });

    private void Close(int at) => Add(at, new() { EventType = EventType.WorkflowExecutionCompleted });

    private long Add(int at, HistoryEvent e)
    {
        e.EventId = events.Count + 1;
        e.EventTime = Timestamp.FromDateTime(s_start.AddMilliseconds(at));
        events.Add(e);
        return e.EventId;
    }
}
