using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>What a replay says of code that was changed while its runs were open.</summary>
public class ReplayReportTests
{
    [Fact]
    public async Task Another_command_is_named_with_its_line()
    {
        var report = await ReplayAsync<Charges, Delays>();
        Assert.Equal((5, "ActivityTaskScheduled(Charge)", "StartTimer(1)"), Difference(report));
        Assert.Equal("await Workflow.DelayAsync(1000);", LineOf(report));
        Assert.Contains($"at ReplayReportTests.cs:{report.CodeLine}.", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upsert_is_named_with_its_line()
    {
        var report = await ReplayAsync<Charges, Notes>();
        Assert.Equal((5, "ActivityTaskScheduled(Charge)", "ModifyWorkflowProperties(note)"), Difference(report));
        Assert.Equal("Workflow.UpsertMemo(MemoUpdate.ValueSet(\"note\", 1));", LineOf(report));
    }

    [Fact]
    public async Task An_end_is_named_with_the_line_that_threw()
    {
        var report = await ReplayAsync<Charges, Refuses>();
        Assert.Equal((5, "ActivityTaskScheduled(Charge)", "FailWorkflowExecution"), Difference(report));
        Assert.Equal("throw new ApplicationFailureException(\"no\");", LineOf(report));
    }

    [Fact]
    public async Task Code_that_asks_for_nothing_is_shown_by_what_it_waits_for()
    {
        var report = await ReplayAsync<ChargesTwice, Charges>();
        Assert.Equal((6, "ActivityTaskScheduled(Charge)", null), Difference(report));
        Assert.Null(report.CodeFile);
        Assert.Contains(
            $"The code waits for:{Environment.NewLine}activity Charge (1) at ReplayReportTests.cs:",
            report.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_history_lacks_is_named_with_its_line()
    {
        var report = await ReplayAsync<Charges, ChargesTwice>(server => server.Complete("1").StartTask());
        Assert.Equal("no further command", report.Expected);
        Assert.Equal("ScheduleActivityTask(Charge)", report.Found);
        Assert.Equal(
            "var other = Workflow.ExecuteActivityAsync(\"Charge\", [], Minute);", LineOf(report));
    }

    // What the one recorded, the other replays.
    private static async Task<WorkflowNondeterminismException> ReplayAsync<TThen, TNow>(
        Action<FakeServer>? further = null)
    {
        var server = new FakeServer("Order");
        await server.RunTaskAsync(Handlers.Of<TThen>(server));
        further?.Invoke(server);
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<TNow>());
        var result = await replayer.ReplayWorkflowAsync(
            new WorkflowHistory("w", server.Events),
            throwOnReplayFailure: false,
            TestContext.Current.CancellationToken);
        return Assert.IsType<WorkflowNondeterminismException>(result.ReplayFailure);
    }

    private static (long EventId, string? Expected, string? Found) Difference(WorkflowNondeterminismException report) =>
        (report.EventId, report.Expected, report.Found);

    private static string LineOf(WorkflowNondeterminismException report) =>
        File.ReadLines(report.CodeFile!).ElementAt(report.CodeLine - 1).Trim();

    private static readonly ActivityOptions Minute = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Workflow("Order")]
    public class Charges
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync("Charge", [], Minute);
    }

    [Workflow("Order")]
    public class ChargesTwice
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var one = Workflow.ExecuteActivityAsync("Charge", [], Minute);
            var other = Workflow.ExecuteActivityAsync("Charge", [], Minute);
            await Workflow.WhenAllAsync(one, other);
        }
    }

    [Workflow("Order")]
    public class Delays
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.DelayAsync(1000);
        }
    }

    [Workflow("Order")]
    public class Notes
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            Workflow.UpsertMemo(MemoUpdate.ValueSet("note", 1));
            await Workflow.ExecuteActivityAsync("Charge", [], Minute);
        }
    }

    [Workflow("Order")]
    public class Refuses
    {
        [WorkflowRun]
        public Task RunAsync()
        {
            throw new ApplicationFailureException("no");
        }
    }
}
