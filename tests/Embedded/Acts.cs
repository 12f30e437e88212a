using Cairn.Activities;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>What the workflows of these tests let be done.</summary>
public sealed class Acts
{
    private int calls;
    private int failures;

    public static ActivityOptions Options => new()
    {
        StartToCloseTimeout = TimeSpan.FromSeconds(30),
        RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(10) },
    };

    public int Calls => calls;

    [Activity]
    public static string Greet(string name) => $"Hello, {name}!";

    [Activity]
    public int Count() => Interlocked.Increment(ref calls);

    [Activity]
    public int FailTwice() => Interlocked.Increment(ref failures) <= 2
        ? throw new InvalidOperationException("not yet")
        : failures;

    [Activity]
    public byte[] Large() => new byte[3 * 1024 * 1024];

    [Activity]
    public void Refuse() => throw new ApplicationFailureException("no", "Refused", nonRetryable: true);

    [Activity]
    public async Task<string> HeartbeatAsync()
    {
        var context = ActivityExecutionContext.Current;
        if (context.Info.HeartbeatDetails.Count > 0)
        {
            return await context.Info.HeartbeatDetailAtAsync<string>(0);
        }

        context.Heartbeat("half");
        throw new InvalidOperationException("the second half failed");
    }
}
