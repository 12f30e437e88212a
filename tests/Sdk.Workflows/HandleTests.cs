using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>Handles of interceptors.</summary>
public class HandleTests
{
    [Fact]
    public async Task A_handle_of_an_interceptor_receives_all_signals_of_a_child()
    {
        var handle = new OwnChild();
        await handle.SignalAsync("Go", [1]);
        await handle.SignalAsync(workflow => workflow.GoAsync(2));
        await ((ChildWorkflowHandle)handle).SignalAsync<Target>(workflow => workflow.GoAsync(3));
        Assert.Equal(["Go 1", "Go 2", "Go 3"], handle.Signals);
    }

    [Fact]
    public async Task A_handle_of_an_interceptor_receives_all_calls_to_another_workflow()
    {
        var handle = new OwnExternal();
        await handle.SignalAsync("Go", [1]);
        await handle.SignalAsync(workflow => workflow.GoAsync(2));
        await handle.CancelAsync();
        await handle.CancelAsync(new ExternalWorkflowCancelOptions { Reason = "late" });
        Assert.Equal(["Go 1", "Go 2", "cancel", "cancel: late"], handle.Calls);
    }

    [Workflow]
    public class Target
    {
        [WorkflowRun]
        public Task<int> RunAsync() => Task.FromResult(1);

        [WorkflowSignal]
        public Task GoAsync(int number) => Task.FromResult(number);
    }

    private sealed class OwnChild : ChildWorkflowHandle<Target, int>
    {
        public List<string> Signals { get; } = [];

        public override string Id => "child";

        public override string FirstExecutionRunId => "run";

        public override Task<TResult> GetResultAsync<TResult>() => Task.FromResult<TResult>(default!);

        public override Task SignalAsync(
            string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options = null)
        {
            Signals.Add($"{signal} {args.Single()}");
            return Task.CompletedTask;
        }
    }

    private sealed class OwnExternal : ExternalWorkflowHandle<Target>
    {
        public List<string> Calls { get; } = [];

        public override string Id => "other";

        public override string? RunId => null;

        public override Task SignalAsync(
            string signal, IReadOnlyCollection<object?> args, ExternalWorkflowSignalOptions? options = null)
        {
            Calls.Add($"{signal} {args.Single()}");
            return Task.CompletedTask;
        }

        public override Task CancelAsync()
        {
            Calls.Add("cancel");
            return Task.CompletedTask;
        }

        public override Task CancelAsync(ExternalWorkflowCancelOptions? options)
        {
            Calls.Add($"cancel: {options?.Reason}");
            return Task.CompletedTask;
        }
    }
}
