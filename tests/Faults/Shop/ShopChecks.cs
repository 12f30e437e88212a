using Cairn.Api.Enums.V1;
using Cairn.Common;
using Cairn.Tests.Engine;
using Cairn.Worker;

namespace Cairn.Tests.Faults.Shop;

/// <summary>What must be true when the last process has ended, whatever happened to those before.</summary>
/// <param name="runs">All runs.</param>
/// <param name="answers">What customers were told.</param>
/// <param name="ledger">What was done in the world.</param>
internal sealed class ShopChecks(
    IReadOnlyList<StoredRun> runs, IReadOnlyList<Answer> answers, IReadOnlyList<string> ledger)
{
    private readonly ILookup<string, StoredRun> byWorkflow = runs.ToLookup(run => run.WorkflowId);
    private readonly ILookup<string, string> done = ledger.ToLookup(line => line.Split('/')[0]);

    /// <summary>The orders, each with all that its customer was told.</summary>
    public ILookup<int, Answer> Orders { get; } = answers.ToLookup(answer => answer.Number);

    /// <summary>Checks everything.</summary>
    public async Task CheckAsync()
    {
        foreach (var order in Orders)
        {
            CheckOrder(order.Key, [.. order]);
        }

        var parcels = Orders.Count(order => ShopActivities.FateOf(order.Key) != Fate.Declined);
        Assert.Equal((2 * Orders.Count) + parcels, runs.Count);
        var replayer = new WorkflowReplayer(
            new WorkflowReplayerOptions().AddWorkflow<ShopOrder>().AddWorkflow<Parcel>());
        foreach (var run in runs)
        {
            Assert.False(run.State.IsOpen, $"{run.WorkflowId} is open.");
            Invariants.Check(run.State, run.Events);
            // A task fails only for a message that came while it was at work; nothing is wrong with the code.
            Assert.All(
                run.All(e => e.WorkflowTaskFailedEventAttributes),
                failed => Assert.Equal(WorkflowTaskFailedCause.UnhandledCommand, failed.Cause));
            CheckActivities(run);
            await replayer.ReplayWorkflowAsync(
                new WorkflowHistory(run.WorkflowId, run.Events),
                cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private void CheckOrder(int number, IReadOnlyList<Answer> told)
    {
        var id = ShopOrder.IdOf(number);
        var chain = byWorkflow[id].OrderBy(run => run.Events[0].EventTime.ToDateTimeOffset()).ToList();
        Assert.Equal(2, chain.Count);
        var first = chain[0].Events[0].WorkflowExecutionStartedEventAttributes;
        var second = chain[1].Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(chain[0].RunId, first.FirstExecutionRunId);
        Assert.Equal(chain[0].RunId, second.FirstExecutionRunId);
        Assert.Equal(chain[0].RunId, second.ContinuedExecutionRunId);
        Assert.Equal(
            chain[1].RunId, chain[0].Events[^1].WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId);

        Assert.Equal(RunEffects.OfTaking().Order(), RunEffects.Of(chain[0]).Order());
        Assert.Equal(RunEffects.OfFulfilling(number), RunEffects.Of(chain[1]));
        var parcel = byWorkflow[Parcel.IdOf(number)].ToList();
        var isPacked = ShopActivities.FateOf(number) != Fate.Declined;
        Assert.Equal(isPacked ? 1 : 0, parcel.Count);
        if (isPacked)
        {
            Assert.Equal(RunEffects.OfPacking(number), RunEffects.Of(parcel[0]));
        }

        CheckAnswers(number, told, chain);
        CheckMessages(number, told, chain, isPacked);
        CheckCompensations(number);
    }

    /// <summary>Each call was answered, none twice, and with what the database has.</summary>
    private static void CheckAnswers(int number, IReadOnlyList<Answer> told, List<StoredRun> chain)
    {
        string[] all = [Answer.Ordered, Answer.Started, Answer.Paid, Answer.Addressed, Answer.Ended];
        Assert.Equal(all, told.Select(answer => answer.What));
        Assert.Contains(told[1].Text, new[] { chain[0].RunId, Answer.Before });
        Assert.Contains(told[3].Text, new[] { $"to street {number}", Answer.Before });
        Assert.Equal(ShopActivities.OutcomeOf(ShopActivities.FateOf(number)), told[4].Text);
    }

    /// <summary>What was acknowledged is there once; what was not, at most once.</summary>
    private static void CheckMessages(
        int number, IReadOnlyList<Answer> told, List<StoredRun> chain, bool isPacked)
    {
        var signals = chain.SelectMany(run => run.All(e => e.WorkflowExecutionSignaledEventAttributes)).ToList();
        var payments = signals.Where(signal => signal.SignalName == "Pay")
            .Select(signal => signal.Input.Payloads_[0].Data.ToStringUtf8().Trim('"'))
            .ToList();
        Assert.NotEmpty(payments);
        Assert.Distinct(payments);
        if (told[2].Text != Answer.Before)
        {
            Assert.Contains(told[2].Text, payments);
        }

        Assert.Equal(isPacked ? 1 : 0, signals.Count(signal => signal.SignalName == "Packed"));
        Assert.Equal(payments.Count + (isPacked ? 1 : 0), signals.Count);

        var accepted = chain[0].All(e => e.WorkflowExecutionUpdateAcceptedEventAttributes);
        Assert.Equal("address", Assert.Single(accepted).AcceptedRequest.Meta.UpdateId);
        var completed = Assert.Single(chain[0].All(e => e.WorkflowExecutionUpdateCompletedEventAttributes));
        Assert.Equal($"\"to street {number}\"", completed.Outcome.Success.Payloads_[0].Data.ToStringUtf8());
        Assert.Empty(chain[1].All(e => e.WorkflowExecutionUpdateAcceptedEventAttributes));
    }

    /// <summary>The ledger of a failed order shows its undoing, the last step first; that of a good one none.</summary>
    private void CheckCompensations(int number)
    {
        string[] undone = ShopActivities.FateOf(number) switch
        {
            Fate.Declined => ["Refund", "Release"],
            Fate.Undeliverable => ["CallBack", "Unpack", "Refund", "Release"],
            _ => [],
        };
        Assert.Equal(undone, done[ShopOrder.IdOf(number)]
            .Select(line => line.Split('/')[1])
            .Where(activity => activity is "CallBack" or "Unpack" or "Refund" or "Release")
            .Distinct());
    }

    /// <summary>The attempt that history tells of was made, and nothing was done that history does not know.</summary>
    private void CheckActivities(StoredRun run)
    {
        var scheduled = byWorkflow[run.WorkflowId]
            .SelectMany(other => other.All(e => e.ActivityTaskScheduledEventAttributes))
            .Select(activity => activity.ActivityType.Name)
            .Append("Price");
        Assert.Empty(done[run.WorkflowId].Select(line => line.Split('/')[1]).Except(scheduled));
        foreach (var started in run.All(e => e.ActivityTaskStartedEventAttributes))
        {
            var activity = run.Events[(int)started.ScheduledEventId - 1].ActivityTaskScheduledEventAttributes;
            Assert.Contains(
                $"{run.WorkflowId}/{activity.ActivityType.Name}/{started.Attempt}", done[run.WorkflowId]);
        }
    }
}
