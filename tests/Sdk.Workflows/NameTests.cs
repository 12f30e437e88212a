using Cairn.Activities;
using Cairn.Common;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>Names and other texts that history cannot keep are refused by the call.</summary>
public class NameTests
{
    private const string Half = "a\ud800b";

    private static readonly ActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) };

    private static readonly LocalActivityOptions Local = new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) };

    public static TheoryData<string, Func<string, Task>> Texts => new()
    {
        { "The name of a step", StepAsync },
        { "The name of an activity", text => Workflow.ExecuteActivityAsync(text, [], Options) },
        { "ActivityId", text => ActivityAsync(options => options.ActivityId = text) },
        { "TaskQueue", text => ActivityAsync(options => options.TaskQueue = text) },
        { "Summary", text => ActivityAsync(options => options.Summary = text) },
        { "The name of a local activity", text => Workflow.ExecuteLocalActivityAsync(text, [], Local) },
        { "Summary", text => Workflow.DelayWithOptionsAsync(new(TimeSpan.FromSeconds(1), text)) },
        { "The type of a child workflow", text => Workflow.StartChildWorkflowAsync(text, []) },
        { "Id", text => Workflow.StartChildWorkflowAsync("C", [], new() { Id = text }) },
        { "The id of a workflow", text => Workflow.GetExternalWorkflowHandle(text).SignalAsync("s", []) },
        { "The name of a signal", text => Workflow.GetExternalWorkflowHandle("w").SignalAsync(text, []) },
        { "The id of a workflow", text => Workflow.GetExternalWorkflowHandle(text).CancelAsync() },
        { "The type of the next run", text => throw Workflow.CreateContinueAsNewException(text, []) },
        { "The id of a patch", text => Call(() => Workflow.Patched(text)) },
        { "The id of a change", text => Call(() => Workflow.GetVersion(text, 1, 2)) },
        { "The name of a memo entry", text => Call(() => MemoUpdate.ValueSet(text, 1)) },
        { "The name of a search attribute", text => Call(() => SearchAttributeKey.CreateLong(text)) },
        { "The name of Activity", text => Call(() => ActivityDefinition.Create(text, typeof(int), [], 0, _ => 1)) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Half_of_a_surrogate_pair_is_refused(string what, Func<string, Task> call) => Assert.StartsWith(
        $@"{what}, ""a\uD800b"", has half of a surrogate pair at position 1", await RefusalAsync(() => call(Half)));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Whole_surrogate_pairs_are_taken(string what, Func<string, Task> call) =>
        Assert.Equal("taken", await RefusalAsync(() => call($"{what} \ud83d\ude00"), waits: false));

    [Theory]
    [InlineData(0, " is empty, but must be a name")]
    [InlineData(1_001, ", \"éé")]
    [InlineData(3_000_000, "...\", has 6,000,000 bytes, but may have 1,000 at most")]
    public async Task The_name_of_a_step_has_a_limited_length(int length, string part)
    {
        var refusal = await RefusalAsync(() => StepAsync(new('é', length)));
        Assert.StartsWith("The name of a step", refusal);
        Assert.Contains(part, refusal);
        Assert.InRange(refusal.Length, 1, 250);
    }

    [Fact]
    public async Task A_name_of_a_thousand_bytes_is_taken() =>
        Assert.Equal("taken", await RefusalAsync(() => StepAsync(new('é', 500)), waits: false));

    private static Task StepAsync(string name) => Workflow.RunStepAsync(name, _ => Task.FromResult(1));

    private static Task ActivityAsync(Action<ActivityOptions> change)
    {
        var options = (ActivityOptions)Options.Clone();
        change(options);
        return Workflow.ExecuteActivityAsync("A", [], options);
    }

    private static Task Call(Func<object> function)
    {
        _ = function();
        return Task.CompletedTask;
    }

    private static async Task<string> RefusalAsync(Func<Task> call, bool waits = true)
    {
        (Tries.Call, Tries.Waits, Tries.Result) = (call, waits, null);
        var server = new FakeServer(nameof(Tries)).StartTask();
        await Handlers.Of<Tries>().HandleAsync(server.ToTask(sticky: false), TestContext.Current.CancellationToken);
        return Tries.Result ?? "nothing";
    }

    [Workflow]
    public class Tries
    {
        internal static Func<Task>? Call { get; set; }

        internal static bool Waits { get; set; }

        internal static string? Result { get; set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                var call = Call!();
                if (Waits)
                {
                    await call;
                }

                Result = "taken";
            }
            catch (ContinueAsNewException)
            {
                Result = "taken";
            }
            catch (ArgumentException e)
            {
                Result = e.Message;
            }
        }
    }
}
