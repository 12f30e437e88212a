using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Values that a client cannot send: the call throws, and names itself, the parameter and the type.</summary>
public sealed class ClientValueTests : EngineTest
{
    public static TheoryData<string> Calls => new()
    {
        "start", "start with a signal", "signal", "query", "update", "start of an update", "start with an update",
        "update with a start", "schedule",
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_value_that_cannot_be_sent_is_named_at_the_call(string call)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<TakesValues>());
        await Client.StartWorkflowAsync((TakesValues w) => w.RunAsync(0, "fine"), Id());
        foreach (var value in new object[]
            { new MemoryStream(), CancellationToken.None, Unconvertible.Value, Task.FromResult(1) })
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => SoonAsync(CallAsync(call, value)));

            var called = call switch
            {
                "start" or "start with an update" or "schedule" => "workflow TakesValues",
                "start with a signal" or "signal" => "signal TakeSignal",
                "query" => "query TakeQuery",
                _ => "update TakeUpdate",
            };
            Assert.StartsWith(
                $"[CAIRN1003] Argument 2 (second) of {called} is of type {value.GetType()}, which cannot be converted",
                error.Message,
                StringComparison.Ordinal);
        }

        await Client.GetWorkflowHandle("w").TerminateAsync();
    }

    private async Task CallAsync(string call, object value)
    {
        var handle = Client.GetWorkflowHandle<TakesValues>("w");
        switch (call)
        {
            case "start":
                await Client.StartWorkflowAsync((TakesValues w) => w.RunAsync(1, value), Id("w2"));
                break;
            case "start with a signal":
                var options = Id("w2");
                options.SignalWithStart((TakesValues w) => w.TakeSignalAsync(1, value));
                await Client.StartWorkflowAsync((TakesValues w) => w.RunAsync(1, "fine"), options);
                break;
            case "signal":
                await handle.SignalAsync(w => w.TakeSignalAsync(1, value));
                break;
            case "query":
                await handle.QueryAsync(w => w.TakeQuery(1, value));
                break;
            case "update":
                await handle.ExecuteUpdateAsync(w => w.TakeUpdateAsync(1, value));
                break;
            case "start of an update":
                await handle.StartUpdateAsync(
                    w => w.TakeUpdateAsync(1, value), new(WorkflowUpdateStage.Accepted));
                break;
            case "start with an update":
                await UpdateWithStartAsync(value, "fine");
                break;
            case "update with a start":
                await UpdateWithStartAsync("fine", value);
                break;
            case "schedule":
                await Client.CreateScheduleAsync("s", new(
                    ScheduleActionStartWorkflow.Create((TakesValues w) => w.RunAsync(1, value), Id("w2")),
                    new() { Intervals = [new(TimeSpan.FromDays(1))] }));
                break;
        }
    }

    private Task UpdateWithStartAsync(object ofStart, object ofUpdate)
    {
        var start = WithStartWorkflowOperation.Create(
            (TakesValues w) => w.RunAsync(1, ofStart),
            new("w2", Queue) { IdConflictPolicy = Api.Enums.V1.WorkflowIdConflictPolicy.UseExisting });
        return Client.ExecuteUpdateWithStartWorkflowAsync(
            (TakesValues w) => w.TakeUpdateAsync(1, ofUpdate), new(start));
    }

    [Workflow]
    public class TakesValues
    {
        [WorkflowRun]
        public Task RunAsync(int first, object second) =>
            Workflow.WaitConditionAsync(() => first < 0 && second is null);

        [WorkflowSignal("TakeSignal")]
        public Task TakeSignalAsync(int first, object second) => Task.FromResult(first + $"{second}");

        [WorkflowQuery]
        public string TakeQuery(int first, object second) => first + $"{second}";

        [WorkflowUpdate("TakeUpdate")]
        public Task TakeUpdateAsync(int first, object second) => Task.FromResult(first + $"{second}");
    }
}
