using Cairn.Activities;
using Cairn.Workflows;

namespace Cairn.Bench;

/// <summary>The step that w1 to w3 are made of: it costs nothing, so that only the engine is measured.</summary>
internal static class Steps
{
    internal static readonly ActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Activity]
    public static int Step(int number) => number + 1;
}

/// <summary>w1: one activity.</summary>
[Workflow]
internal sealed class OneActivity
{
    [WorkflowRun]
    public Task<int> RunAsync(int number) => Workflow.ExecuteActivityAsync(() => Steps.Step(number), Steps.Options);
}

/// <summary>w2: ten activities, one after the other.</summary>
[Workflow]
internal sealed class TenActivities
{
    [WorkflowRun]
    public async Task<int> RunAsync(int number)
    {
        for (var i = 0; i < 10; i++)
        {
            number = await Workflow.ExecuteActivityAsync(() => Steps.Step(number), Steps.Options);
        }

        return number;
    }
}

/// <summary>w3: a hundred activities at once, and a join.</summary>
[Workflow]
internal sealed class HundredActivities
{
    [WorkflowRun]
    public async Task<int> RunAsync(int number)
    {
        var steps = Enumerable.Range(number, 100)
            .Select(n => Workflow.ExecuteActivityAsync(() => Steps.Step(n), Steps.Options));
        return (await Workflow.WhenAllAsync(steps)).Sum();
    }
}

/// <summary>w4: waits for a signal and ends.</summary>
[Workflow]
internal sealed class OneSignal
{
    private bool isTold;

    [WorkflowRun]
    public Task RunAsync() => Workflow.WaitConditionAsync(() => isTold);

    [WorkflowSignal]
    public Task GoAsync()
    {
        isTold = true;
        return Task.CompletedTask;
    }
}

/// <summary>w5: sleeps, and tells when it woke.</summary>
[Workflow]
internal sealed class Sleeper
{
    [WorkflowRun]
    public async Task RunAsync(long targetTicks)
    {
        await Workflow.DelayAsync(new DateTime(targetTicks, DateTimeKind.Utc) - Workflow.UtcNow);
        Lateness.Record(targetTicks);
    }
}
