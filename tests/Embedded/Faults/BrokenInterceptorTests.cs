using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Interceptors of a worker that throw, each at one place.</summary>
public sealed class BrokenInterceptorTests : EngineTest
{
    [Theory]
    [InlineData("make workflow")]
    [InlineData("init workflow")]
    [InlineData("execute workflow")]
    [InlineData("schedule activity")]
    [InlineData("schedule local activity")]
    public async Task One_that_throws_around_a_workflow_fails_its_task(string where)
    {
        await using var worker = StartWorker(options =>
        {
            options.Interceptors = [new Throwing(where)];
            options.AddWorkflow<Plain>().AddActivity(Acts.Greet);
        });
        await Client.StartWorkflowAsync((Plain w) => w.RunAsync(), Id());
        Assert.Contains(where, await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("make activity")]
    [InlineData("init activity")]
    [InlineData("execute activity")]
    public async Task One_that_throws_around_an_activity_fails_its_attempt(string where)
    {
        await using var worker = StartWorker(options =>
        {
            options.Interceptors = [new Throwing(where)];
            options.AddWorkflow<Plain>().AddActivity(Acts.Greet);
        });
        var run = Client.ExecuteWorkflowAsync((Plain w) => w.RunAsync(), Id());
        Assert.Contains(where, (await ReasonAsync(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_throws_around_a_handler_fails_query_update_or_task()
    {
        await using var worker = StartWorker(options =>
        {
            options.Interceptors = [new Throwing("query", "update", "validate", "signal")];
            options.AddWorkflow<Waits>();
        });
        var handle = await Client.StartWorkflowAsync((Waits w) => w.RunAsync(), Id());
        var query = await Assert.ThrowsAsync<WorkflowQueryFailedException>(
            () => SoonAsync(handle.QueryAsync(w => w.Number)));
        Assert.Contains("query", query.Message, StringComparison.Ordinal);
        var update = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => SoonAsync(handle.ExecuteUpdateAsync(w => w.ChangeAsync())));
        Assert.Contains("validate", update.InnerException!.Message, StringComparison.Ordinal);
        await handle.SignalAsync(w => w.NoteAsync());
        Assert.Contains("signal", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_throws_in_an_update_fails_the_task()
    {
        await using var worker = StartWorker(options =>
        {
            options.Interceptors = [new Throwing("update")];
            options.AddWorkflow<Waits>();
        });
        var handle = await Client.StartWorkflowAsync((Waits w) => w.RunAsync(), Id());
        var update = handle.ExecuteUpdateAsync(w => w.ChangeAsync());
        Assert.Contains("update", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
        await handle.TerminateAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => SoonAsync(update));
    }

    [Workflow]
    public class Plain
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.ExecuteLocalActivityAsync(() => Acts.Greet("x"), new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1), RetryPolicy = new() { MaximumAttempts = 1 },
            });
            return await Workflow.ExecuteActivityAsync(() => Acts.Greet("x"), Acts.Options);
        }
    }

    [Workflow]
    public class Waits
    {
        [WorkflowQuery]
        public int Number => 1;

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowSignal]
        public Task NoteAsync() => Task.CompletedTask;

        [WorkflowUpdate]
        public Task ChangeAsync() => Task.CompletedTask;
    }

    private sealed class Throwing(params string[] places) : IWorkerInterceptor
    {
        public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor)
        {
            ThrowIf("make workflow");
            return new AtWorkflow(this, nextInterceptor);
        }

        public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor)
        {
            ThrowIf("make activity");
            return new AtActivity(this, nextInterceptor);
        }

        private void ThrowIf(string place)
        {
            if (places.Contains(place))
            {
                throw new InvalidOperationException($"broken at {place}");
            }
        }

        private sealed class AtWorkflow(Throwing self, WorkflowInboundInterceptor next)
            : WorkflowInboundInterceptor(next)
        {
            public override void Init(WorkflowOutboundInterceptor outbound)
            {
                self.ThrowIf("init workflow");
                base.Init(new FromWorkflow(self, outbound));
            }

            public override Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
            {
                self.ThrowIf("execute workflow");
                return base.ExecuteWorkflowAsync(input);
            }

            public override Task HandleSignalAsync(HandleSignalInput input)
            {
                self.ThrowIf("signal");
                return base.HandleSignalAsync(input);
            }

            public override object? HandleQuery(HandleQueryInput input)
            {
                self.ThrowIf("query");
                return base.HandleQuery(input);
            }

            public override void ValidateUpdate(HandleUpdateInput input)
            {
                self.ThrowIf("validate");
                base.ValidateUpdate(input);
            }

            public override Task<object?> HandleUpdateAsync(HandleUpdateInput input)
            {
                self.ThrowIf("update");
                return base.HandleUpdateAsync(input);
            }
        }

        private sealed class FromWorkflow(Throwing self, WorkflowOutboundInterceptor next)
            : WorkflowOutboundInterceptor(next)
        {
            public override Task<TResult> ScheduleActivityAsync<TResult>(ScheduleActivityInput input)
            {
                self.ThrowIf("schedule activity");
                return base.ScheduleActivityAsync<TResult>(input);
            }

            public override Task<TResult> ScheduleLocalActivityAsync<TResult>(ScheduleLocalActivityInput input)
            {
                self.ThrowIf("schedule local activity");
                return base.ScheduleLocalActivityAsync<TResult>(input);
            }
        }

        private sealed class AtActivity(Throwing self, ActivityInboundInterceptor next)
            : ActivityInboundInterceptor(next)
        {
            public override void Init(ActivityOutboundInterceptor outbound)
            {
                self.ThrowIf("init activity");
                base.Init(outbound);
            }

            public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
            {
                self.ThrowIf("execute activity");
                return base.ExecuteActivityAsync(input);
            }
        }
    }
}
