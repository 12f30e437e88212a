using Cairn.Runtime;
using Cairn.Storage;
using Cairn.Testing.TimeSkipping;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Testing;

public class SkipperTests
{
    [Fact]
    public async Task An_unexpected_error_reaches_the_call_that_waits()
    {
        var mistake = new FormatException("a mistake");
        TimeSkipper? running = null;
        var scheduler = new WorkScheduler(() => running?.Changed());
        using var time = new VirtualTime(scheduler.Post);
        await using var node = await Node.StartAsync(
            new MemoryStore(),
            new NodeOptions { TimeProvider = time, Scheduler = scheduler },
            TestContext.Current.CancellationToken);
        await using var skipper = new TimeSkipper(
            node,
            scheduler,
            time,
            new RunningTasks(),
            new SkipLimits(Idle: TimeSpan.FromMilliseconds(1), Skip: TimeSpan.FromDays(1)),
            NullLogger.Instance)
        {
            StuckAsync = _ => throw mistake,
        };
        running = skipper;
        skipper.Start();
        var wait = new Wait("w", default);
        skipper.Add(wait);

        Assert.Same(
            mistake, await wait.Over.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }
}
