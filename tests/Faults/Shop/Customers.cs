using System.Collections.Concurrent;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;

namespace Cairn.Tests.Faults.Shop;

/// <summary>
/// Many customers at once. Each drives an order through: starts it, pays, gives the address, waits for the end, and
/// notes every answer. In the next life of the process it asks again for what was not answered.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="answers">Where answers are noted.</param>
/// <param name="life">The number of this life.</param>
internal sealed class Customers(ICairnClient client, LineFile answers, int life)
{
    private const int Count = 24;

    private readonly ILookup<int, Answer> known = answers.Read().Select(Answer.Parse).ToLookup(a => a.Number);

    private int last;

    /// <summary>Waits until the engine has told of every order that has no end yet.</summary>
    public Task FindAsync() => Task.WhenAll(Unfinished()
        .Where(number => Has(number, Answer.Started))
        .Select(number => client.GetWorkflowHandle(ShopOrder.IdOf(number)).DescribeAsync()));

    /// <summary>Drives the orders of earlier lives to their ends, and new ones while there are to be any.</summary>
    public async Task ServeAsync(Func<bool> takesMore)
    {
        var rest = new ConcurrentQueue<int>(Unfinished());
        last = known.Select(order => order.Key).DefaultIfEmpty().Max();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(async _ =>
        {
            while (rest.TryDequeue(out var number) || takesMore())
            {
                await ServeAsync(number > 0 ? number : Order());
            }
        }));
    }

    private IEnumerable<int> Unfinished() =>
        known.Where(order => order.All(a => a.What != Answer.Ended)).Select(order => order.Key);

    private bool Has(int number, string what) => known[number].Any(a => a.What == what);

    private int Order()
    {
        var number = Interlocked.Increment(ref last);
        Note(number, Answer.Ordered, $"{life}");
        return number;
    }

    private async Task ServeAsync(int number)
    {
        var order = client.GetWorkflowHandle<ShopOrder, string>(ShopOrder.IdOf(number));
        await OnceAsync(number, Answer.Started, () => StartAsync(number));
        await OnceAsync(number, Answer.Paid, async () =>
        {
            var token = $"{number}/{life}";
            await order.SignalAsync(w => w.PayAsync(token));
            return token;
        });
        await OnceAsync(number, Answer.Addressed, () => order.ExecuteUpdateAsync(
            w => w.DeliverToAsync(number, $"street {number}"), new WorkflowUpdateOptions("address")));
        await OnceAsync(number, Answer.Ended, () => OutcomeAsync(order));
    }

    private async Task OnceAsync(int number, string what, Func<Task<string>> ask)
    {
        if (Has(number, what))
        {
            return;
        }

        try
        {
            Note(number, what, await PatientlyAsync(ask));
        }
        catch (Exception error) when (IsDoneBefore(error))
        {
            Note(number, what, Answer.Before);
        }
    }

    /// <summary>A run whose tasks died with three servers takes no update before one goes through.</summary>
    private static async Task<string> PatientlyAsync(Func<Task<string>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (RpcException notNow) when (notNow.Code == RpcException.StatusCode.FailedPrecondition)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>No order closes, or knows its address, before it has heard all.</summary>
    private static bool IsDoneBefore(Exception error) => error
        is WorkflowAlreadyStartedException
        or RpcException { Code: RpcException.StatusCode.NotFound }
        or WorkflowUpdateFailedException { InnerException: ApplicationFailureException };

    private async Task<string> StartAsync(int number)
    {
        var started = await client.StartWorkflowAsync(
            (ShopOrder w) => w.RunAsync(number, null),
            new WorkflowOptions(ShopOrder.IdOf(number), ShopOrder.Queue)
            {
                IdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate,
                IdConflictPolicy = WorkflowIdConflictPolicy.Fail,
                // So long a task is waited for that a dead server had handed out.
                TaskTimeout = TimeSpan.FromSeconds(3),
            });
        return started.ResultRunId!;
    }

    private static async Task<string> OutcomeAsync(WorkflowHandle<ShopOrder, string> order)
    {
        try
        {
            return await order.GetResultAsync();
        }
        catch (WorkflowFailedException failed)
        {
            return failed.GetBaseException().Message;
        }
    }

    private void Note(int number, string what, string text) => answers.Append($"{new Answer(number, what, text)}");
}
