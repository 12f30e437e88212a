using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class ProgressTests : EngineTest
{
    [Fact]
    public async Task An_activity_is_retried_for_as_long_as_it_gets_on()
    {
        var work = new Importing { StepsOfAttempt = 1 };
        await using var worker = StartWorker(o => o.AddWorkflow<Importer>().AddAllActivities(work));
        var handle = await Client.StartWorkflowAsync((Importer w) => w.RunAsync(6), Id());
        Assert.Equal(6, await SoonAsync(handle.GetResultAsync()));
        Assert.Equal([0, 1, 2, 3, 4, 5], work.Starts);
    }

    [Fact]
    public async Task An_activity_that_does_not_get_on_fails_after_three_attempts_at_one_place()
    {
        var work = new Importing { StepsOfAttempt = 1, Obstacle = 2 };
        await using var worker = StartWorker(o => o.AddWorkflow<Importer>().AddAllActivities(work));
        var handle = await Client.StartWorkflowAsync((Importer w) => w.RunAsync(6), Id());
        var reason = Assert.IsType<ApplicationFailureException>(await ReasonAsync(handle.GetResultAsync()));
        Assert.Equal((ActivityProgress.Stalled, true), (reason.ErrorType, reason.NonRetryable));
        Assert.Equal([0, 1, 2, 2, 2], work.Starts);
    }

    [Fact]
    public async Task Progress_needs_an_activity_and_a_limit()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ActivityProgress.ResumeAsync(1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ActivityProgress.ResumeAsync(1, stallLimit: 0));
    }

    [Workflow]
    public class Importer
    {
        [WorkflowRun]
        public Task<int> RunAsync(int rows) => Workflow.ExecuteActivityAsync((Importing i) => i.ImportAsync(rows), new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(1),
            HeartbeatTimeout = TimeSpan.FromSeconds(30),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1), BackoffCoefficient = 1 },
        });
    }

    public sealed class Importing
    {
        /// <summary>How many rows an attempt imports before it breaks.</summary>
        public int StepsOfAttempt { get; init; }

        /// <summary>The row that no attempt can import.</summary>
        public int Obstacle { get; init; } = int.MaxValue;

        /// <summary>The rows at which attempts began.</summary>
        public List<int> Starts { get; } = [];

        [Activity]
        public async Task<int> ImportAsync(int rows)
        {
            var progress = await ActivityProgress.ResumeAsync(new Cursor(0, "file"));
            Starts.Add(progress.Value.Row);
            for (var steps = 0; progress.Value.Row < rows; steps++)
            {
                if (steps == StepsOfAttempt || progress.Value.Row == Obstacle)
                {
                    throw new IOException("The source broke.");
                }

                progress.Report(progress.Value with { Row = progress.Value.Row + 1 });
            }

            return progress.Value.Row;
        }
    }

    public sealed record Cursor(int Row, string File);
}
