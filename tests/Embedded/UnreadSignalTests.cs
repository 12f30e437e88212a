using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class UnreadSignalTests : EngineTest
{
    [Fact]
    public async Task Signals_that_a_run_did_not_read_reach_the_next_run()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Reader>());
        var start = Id();
        start.SignalWithStart((Reader w) => w.Mail.SendAsync(new("first", 1)));
        var handle = await Client.StartWorkflowAsync((Reader w) => w.RunAsync(1), start);
        await handle.SignalAsync(w => w.Mail.SendAsync(new("second", 2)));
        await handle.SignalAsync(w => w.GoAsync());
        Assert.Equal("1 first, 2 second of run 3", await SoonAsync(handle.GetResultAsync()));
        await Histories.ReplayAsync(Client.GetWorkflowHandle("w"), typeof(Reader));
    }

    [Workflow]
    public class Reader
    {
        private bool goes;

        [WorkflowSignal]
        public SignalChannel<Letter> Mail { get; } = new();

        [WorkflowRun]
        public async Task<string> RunAsync(int run)
        {
            if (run == 1)
            {
                await Workflow.WaitConditionAsync(() => goes);
            }

            return run < 3
                ? throw Workflow.CreateContinueAsNewException((Reader reader) => reader.RunAsync(run + 1))
                : string.Join(", ", Mail.Drain().Select(letter => $"{letter.Number} {letter.Text}")) + $" of run {run}";
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            goes = true;
            return Task.CompletedTask;
        }
    }

    public sealed record Letter(string Text, int Number);
}
