using System.Threading.Channels;
using Cairn.Activities;

namespace Cairn.Tests.Embedded;

/// <summary>An activity that leaves its worker at once, and tells the test which one it is.</summary>
public sealed class HandedOn
{
    private readonly Channel<ActivityInfo> attempts = Channel.CreateUnbounded<ActivityInfo>();

    /// <summary>What the last attempt found of the one before.</summary>
    public string? Detail { get; private set; }

    public ValueTask<ActivityInfo> NextAsync() => attempts.Reader.ReadAsync(TestContext.Current.CancellationToken);

    [Activity]
    public async Task<string> AskAsync()
    {
        var info = ActivityExecutionContext.Current.Info;
        Detail = info.HeartbeatDetails.Count > 0 ? await info.HeartbeatDetailAtAsync<string>(0) : null;
        attempts.Writer.TryWrite(info);
        throw new CompleteAsyncException();
    }
}
