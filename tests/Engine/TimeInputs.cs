using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Lifecycle;
using Record = Cairn.Engine.Journal.Record;

namespace Cairn.Tests.Engine;

/// <summary>What time, and the death of the process, do to runs.</summary>
internal static class TimeInputs
{
    /// <summary>`advance 10s`: time goes on, and the runs are woken whenever they say that something is due.</summary>
    public static void Advance(Stage stage, InputLine input)
    {
        var until = stage.Now + WireFields.Length(input.Words[1]).ToTimeSpan();
        while (stage.Runs.Select(run => Wake.NextTime(run.State)).Min() is { } next && next <= until)
        {
            stage.Now = next > stage.Now ? next : stage.Now;
            stage.Say($"at {WireText.Time(stage.Now)}");
            foreach (var run in stage.Runs.Where(run => Wake.NextTime(run.State) <= stage.Now).ToList())
            {
                AssertNothingIsEarly(run, Wake.NextTime(run.State)!.Value);
                var turn = new Turn(run.State, stage.Now);
                Wake.Decide(turn);
                Assert.NotEmpty(turn.Records);
                stage.Commit(run, turn);
            }
        }

        stage.Now = until;
    }

    /// <summary>`sleep 10s`: time goes on, and nobody wakes the runs, as when the process is down.</summary>
    public static void Sleep(Stage stage, InputLine input) =>
        stage.Now += WireFields.Length(input.Words[1]).ToTimeSpan();

    /// <summary>
    /// `restart [workers-are-gone]`: the process dies, with its workers or without them; the state is made anew from
    /// the journal, and tasks that wait are offered again.
    /// </summary>
    public static void Restart(Stage stage, InputLine input)
    {
        var workersAreGone = input.Words.Contains("workers-are-gone");
        stage.Mail.Clear();
        foreach (var run in stage.Runs.Where(run => !DeleteWorkflow.IsOver(run.State)))
        {
            run.Restart();
            var turn = new Turn(run.State, stage.Now);
            Wake.Recover(turn, workersAreGone);
            Assert.True(
                workersAreGone
                || turn.Records.All(record => record.FactCase == Record.FactOneofCase.TransientTaskEnded),
                "Offers are not recorded; only a task for updates, which nobody remembers, is taken back.");
            Assert.Equal(
                Wake.NeedsRecovery(run.State, workersAreGone), turn.Effects.Count > 0 || turn.Records.Count > 0);
            stage.Commit(run, turn);
        }
    }

    private static void AssertNothingIsEarly(Run run, DateTimeOffset due)
    {
        var turn = new Turn(run.State, due.AddTicks(-1));
        Wake.Decide(turn);
        Assert.Empty(turn.Records);
    }
}
