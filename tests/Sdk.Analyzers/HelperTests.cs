namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>The helpers of the SDK: CAIRN0701 to CAIRN0706.</summary>
public class HelperTests
{
    [Fact]
    public Task A_lock_that_is_not_released_after_an_error_is_found() => Analyzed.MembersAsync(
        """
        private readonly Cairn.Workflows.Mutex mutex = new();
        private readonly Cairn.Workflows.Semaphore semaphore = new(2);

        [WorkflowSignal]
        public async Task {|CAIRN0509:OneAsync|}()
        {
            await mutex.WaitOneAsync();
            await Workflow.DelayAsync(5);
            mutex.{|CAIRN0701:ReleaseMutex|}();
            await semaphore.WaitAsync();
            await Workflow.DelayAsync(5);
            semaphore.{|CAIRN0701:Release|}();
        }

        [WorkflowSignal]
        public async Task {|CAIRN0509:TwoAsync|}()
        {
            await mutex.WaitOneAsync();
            try
            {
                await Workflow.DelayAsync(5);
            }
            finally
            {
                mutex.ReleaseMutex();
            }
        }

        [WorkflowSignal]
        public async Task ThreeAsync()
        {
            await mutex.WaitOneAsync();
            mutex.ReleaseMutex();
        }
        """);

    [Fact]
    public Task A_fan_out_over_an_argument_is_found() => Analyzed.FilesAsync(
        """
        [Workflow]
        public class W
        {
            private readonly int[] few = [1, 2];

            [WorkflowRun]
            public async Task RunAsync(IReadOnlyList<string> ids)
            {
                await {|CAIRN0702:Workflow.WhenAllAsync|}(ids.Select(id => Workflow.DelayAsync(id.Length)));
                await Workflow.WhenAllAsync(few.Select(each => Workflow.DelayAsync(each)));
                await Workflow.MapAsync(ids, id => Workflow.DelayAsync(id.Length), maxConcurrency: 5);
            }
        }
        """);

    [Fact]
    public Task A_compensation_that_uses_the_result_of_its_step_is_found() => Analyzed.RunAsync(
        """
        await Saga.RunAsync(async saga =>
        {
            var id = "";
            id = await saga.StepAsync(() => Task.FromResult("a"), () => UndoAsync({|CAIRN0703:id|}));
            id = await saga.StepAsync(() => Task.FromResult("a"), made => UndoAsync(made));
        });

        static Task UndoAsync(string id) => Workflow.DelayAsync(id.Length);
        """);

    [Fact]
    public Task A_step_that_uses_or_changes_the_workflow_is_found() => Analyzed.MembersAsync(
        """
        private int count;
        private string name = "";

        [WorkflowSignal]
        public async Task StepAsync()
        {
            var result = "";
            await Workflow.RunStepAsync("one", async context =>
            {
                await Task.Delay(5, {|CAIRN0704:Workflow.CancellationToken|});
                {|CAIRN0704:count++|};
                {|CAIRN0704:result = name|};
                var own = nameof(Workflow.UtcNow);
                own += name;
            });
            result = await Workflow.RunStepAsync("two", _ => Task.FromResult(name + count));
            name = result;
        }
        """);

    [Fact]
    public Task A_loop_that_polls_a_field_is_found() => Analyzed.MembersAsync(
        """
        private bool done;

        [WorkflowSignal]
        public async Task {|CAIRN0509:WaitAsync|}()
        {
            {|CAIRN0706:while|} (!done)
            {
                await Workflow.DelayAsync(1000);
            }

            while (!done)
            {
                await Workflow.DelayAsync(1000);
                _ = Workflow.NewGuid();
            }

            for (var turn = 0; turn < 3; turn++)
            {
                await Workflow.DelayAsync(1000);
            }

            await Workflow.WaitConditionAsync(() => done);
        }

        [WorkflowSignal]
        public Task DoneAsync()
        {
            done = true;
            return Task.CompletedTask;
        }
        """);
}
