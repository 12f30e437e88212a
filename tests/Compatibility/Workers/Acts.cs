using Cairn.Activities;
using Cairn.Exceptions;

namespace Cairn.Tests.Compatibility.Workers;

/// <summary>What the workflows of both languages let be done; node/activities.js has the same.</summary>
public sealed class Acts
{
    private volatile bool stalls;

    private static ActivityExecutionContext Context => ActivityExecutionContext.Current;

    [Activity("greet")]
    public string Greet(string name) => $"hello {name} from CSharp";

    [Activity("square")]
    public int Square(int n) => n * n;

    [Activity("reserve")]
    public string Reserve(string item) => $"reserved {item}";

    [Activity("release")]
    public string Release(string item) => $"released {item}";

    [Activity("charge")]
    public string Charge(int amount) => amount > 100
        ? throw new ApplicationFailureException("card declined", "CardDeclined", nonRetryable: true)
        : $"charged {amount}";

    [Activity("resumable")]
    public async Task<string> ResumableAsync()
    {
        if (Context.Info.HeartbeatDetails.Count > 0)
        {
            return $"resumed at {await Context.Info.HeartbeatDetailAtAsync<int>(0)}";
        }

        Context.Heartbeat(7);
        throw new ApplicationFailureException("stopped after its first half", "Stopped");
    }

    [Activity("untilCancelled")]
    public async Task UntilCancelledAsync()
    {
        while (true)
        {
            Context.Heartbeat();
            await Task.Delay(100, Context.CancellationToken);
        }
    }

    /// <summary>In the worker that has its first attempt it never ends: that one is killed meanwhile.</summary>
    [Activity("stallOnce")]
    public async Task<string> StallOnceAsync()
    {
        stalls |= Context.Info.Attempt == 1;
        if (stalls)
        {
            Console.WriteLine("stalled");
            await Task.Delay(Timeout.Infinite);
        }

        return "done by another worker";
    }
}
