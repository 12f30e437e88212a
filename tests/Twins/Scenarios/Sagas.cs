using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Many activities at once, and several in a row that are undone if one fails.</summary>
internal static class Sagas
{
    public static IEnumerable<Twin> Twins =>
    [
        new("fan-out", async play => await play.EndAsync(await play.StartAsync((FanOut w) => w.RunAsync(10)))),
        new("saga-succeeds", async play => await play.EndAsync(
            await play.StartAsync((Order w) => w.RunAsync(50)))),
        new("saga-compensates", async play => await play.EndAsync(
            await play.StartAsync((Order w) => w.RunAsync(500)))),
    ];

    [Workflow("fanOut")]
    public sealed class FanOut
    {
        [WorkflowRun]
        public async Task<int> RunAsync(int count)
        {
            var squares = await Workflow.WhenAllAsync(Enumerable.Range(0, count)
                .Select(number => Workflow.ExecuteActivityAsync(() => Acts.Square(number), Acts.Quick)));
            return squares.Sum();
        }
    }

    [Workflow("saga")]
    public sealed class Order
    {
        [WorkflowRun]
        public async Task<string> RunAsync(int amount)
        {
            var undo = new Stack<Func<Task>>();
            try
            {
                undo.Push(() => Workflow.ExecuteActivityAsync(() => Acts.Release("book"), Acts.Quick));
                await Workflow.ExecuteActivityAsync(() => Acts.Reserve("book"), Acts.Quick);
                undo.Push(() => Workflow.ExecuteActivityAsync(() => Acts.Refund(amount), Acts.Quick));
                await Workflow.ExecuteActivityAsync(() => Acts.Charge(amount), Acts.Quick);
                return "fulfilled";
            }
            catch (Exceptions.ActivityFailureException)
            {
                foreach (var step in undo)
                {
                    await step();
                }

                throw;
            }
        }
    }
}
