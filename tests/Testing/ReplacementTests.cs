using Cairn.Client;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

public class ReplacementTests
{
    [Fact]
    public Task An_activity_is_replaced_by_its_name() =>
        RunsInsteadAsync(options => options.ReplaceActivity("Call", (string text) => $"mock {text}"));

    [Fact]
    public Task An_activity_is_replaced_by_its_method() => RunsInsteadAsync(
        options => options.ReplaceActivity(new CallActs().CallAsync, (string text) => Task.FromResult($"mock {text}")));

    [Fact]
    public Task An_activity_is_replaced_by_a_call() => RunsInsteadAsync(
        options => options.ReplaceActivity<CallActs>(acts => acts.CallAsync(""), (string text) => $"mock {text}"));

    [Fact]
    public void What_is_no_activity_is_refused_by_its_name()
    {
        var options = new CairnWorkerOptions("q");

        var error = Assert.Throws<ArgumentException>(
            () => options.ReplaceActivity<CallActs>(acts => acts.ToString(), () => "x"));

        Assert.Contains("ToString", error.Message, StringComparison.Ordinal);
    }

    private static async Task RunsInsteadAsync(Action<CairnWorkerOptions> replace)
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        var options = new CairnWorkerOptions("q").AddWorkflow<CallFlow>().AddAllActivities(new CallActs());
        replace(options);
        using var worker = new CairnWorker(env.Client, options);

        var result = await worker.RunAsync(() => env.Client.ExecuteWorkflowAsync(
            (CallFlow flow) => flow.RunAsync(new("x", null, null, null, null)), new("call", "q")));

        Assert.Equal("mock x", result);
    }
}
