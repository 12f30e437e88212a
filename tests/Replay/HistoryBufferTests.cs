using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Chunks;
using static Cairn.Tests.Replay.Events;

namespace Cairn.Tests.Replay;

public class HistoryBufferTests
{
    [Fact]
    public void Each_completed_task_ends_a_chunk()
    {
        var chunks = Cut(History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"), TimerFired("1", 5), TaskScheduled(), TaskStarted(),
            TaskCompleted(), Completed()));
        Assert.Equal(["1-3", "4-8", "9-10"], chunks);
    }

    [Fact]
    public void Tasks_that_failed_or_timed_out_join_the_next_good_one() => Assert.Equal(
        ["1-9"],
        Cut(History(
            Started(), TaskScheduled(), TaskStarted(), TaskFailed(),
            TaskScheduled(), TaskStarted(), TaskTimedOut(),
            TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"))));

    [Fact]
    public void Heartbeats_join_the_task_that_ends_them() => Assert.Equal(
        ["1-9"],
        Cut(History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"))));

    [Fact]
    public void A_completion_with_something_in_between_is_no_heartbeat() => Assert.Equal(
        ["1-3", "4-7"],
        Cut(History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), Signaled("s"), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"))));

    [Fact]
    public void A_task_that_nobody_has_answered_ends_the_last_chunk() => Assert.Equal(
        ["1-3", "4-7"],
        Cut(History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"), TaskScheduled(), TaskStarted())));

    [Fact]
    public void What_follows_the_last_task_comes_only_when_asked_for()
    {
        var history = History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), TimerStarted("1"));
        Assert.Equal(["1-3"], Cut(history));
        Assert.Equal(["1-3", "4-5"], Cut(history, withRest: true));
    }

    [Fact]
    public void The_end_of_the_run_ends_a_chunk() => Assert.Equal(
        ["1-3", "4-5"],
        Cut(History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), Completed())));

    [Fact]
    public void A_chunk_knows_its_completion_and_the_commands_of_it()
    {
        var buffer = new HistoryBuffer();
        buffer.TryAppend(History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"), PatchMarker("p"), Signaled("s"), TimerStarted("2")));
        Assert.True(buffer.TryNext(out var chunk, withRest: false));
        Assert.Equal(4, chunk.Completed!.EventId);
        Assert.Equal([5L, 6L], chunk.FollowingCommands.Select(e => e.EventId));
    }

    [Fact]
    public void Parts_of_a_history_can_come_one_after_the_other()
    {
        var history = History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"), TaskScheduled(), TaskStarted());
        var buffer = new HistoryBuffer();
        Assert.True(buffer.TryAppend(history[..3]));
        Assert.True(buffer.TryNext(out _, withRest: false));
        Assert.True(buffer.TryAppend(history[3..]));
        Assert.True(buffer.TryNext(out var chunk, withRest: false));
        Assert.Equal("4-7", Name(chunk));
    }

    [Fact]
    public void What_has_been_consumed_is_skipped_when_it_comes_again()
    {
        var history = History(
            Started(), TaskScheduled(), TaskStarted(),
            TaskCompleted(), TimerStarted("1"), TaskScheduled(), TaskStarted());
        var buffer = new HistoryBuffer();
        buffer.TryAppend(history[..3]);
        buffer.TryNext(out _, withRest: false);
        Assert.True(buffer.TryAppend(history));
        Assert.True(buffer.TryNext(out var chunk, withRest: false));
        Assert.Equal("4-7", Name(chunk));
    }

    [Fact]
    public void A_gap_is_refused_because_full_history_is_needed()
    {
        var history = History(Started(), TaskScheduled(), TaskStarted(), TaskCompleted(), TaskScheduled());
        var buffer = new HistoryBuffer();
        Assert.False(buffer.TryAppend(history[1..]));
        buffer.TryAppend(history[..3]);
        buffer.TryNext(out _, withRest: false);
        Assert.False(buffer.TryAppend(history[4..]));
    }

    private static List<string> Cut(List<HistoryEvent> history, bool withRest = false)
    {
        var buffer = new HistoryBuffer();
        Assert.True(buffer.TryAppend(history));
        var chunks = new List<string>();
        while (buffer.TryNext(out var chunk, withRest))
        {
            chunks.Add(Name(chunk));
        }

        return chunks;
    }

    private static string Name(HistoryChunk chunk) => $"{chunk.Events[0].EventId}-{chunk.Events[^1].EventId}";
}
