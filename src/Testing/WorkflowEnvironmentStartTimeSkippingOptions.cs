using Cairn.Client;
using Cairn.Common;

namespace Cairn.Testing;

/// <summary>
/// The options of an environment that skips time. <see cref="CairnConnectionOptions.TargetHost"/> is null by default:
/// the environment has no port. If it is <c>localhost:port</c>, the environment serves that port as well; port 0 means
/// a free one.
/// </summary>
public class WorkflowEnvironmentStartTimeSkippingOptions : CairnClientConnectOptions
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(20);

    /// <summary>Search attributes that exist beside those of the system. Default: null, which means none.</summary>
    public IReadOnlyCollection<SearchAttributeKey>? SearchAttributes { get; set; }

    /// <summary>
    /// Whether a call that waits for a workflow throws <see cref="WorkflowTaskFailedException"/> when a task of that
    /// workflow, or of a child of it, fails. If not, the call waits until the code is mended. Default: true.
    /// </summary>
    public bool ThrowOnWorkflowTaskFailure { get; set; } = true;

    /// <summary>
    /// Whether workers on the environment's client forget a workflow after each of its tasks, so that every task
    /// replays the whole history, which finds code that is not deterministic. Default: false.
    /// </summary>
    public bool ReplayEveryWorkflowTask { get; set; }

    /// <summary>
    /// How long, in real time, the environment waits for the test or a worker when nothing else can go on: then a call
    /// that waits for a workflow throws <see cref="WorkflowStuckException"/>, and time moves on although tasks wait on
    /// a queue that no worker polls. More than 0; <see cref="Timeout.InfiniteTimeSpan"/> means for ever. Default: 5 s,
    /// for ever while a debugger is attached.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } =
        System.Diagnostics.Debugger.IsAttached ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(5);

    /// <summary>
    /// How much time may be skipped for one call that waits for a workflow; after that it throws
    /// <see cref="TimeoutException"/>. It ends tests of workflows that never end, such as those beside a schedule. More
    /// than 0. Default: 3,660 days.
    /// </summary>
    public TimeSpan SkipLimit { get; set; } = TimeSpan.FromDays(3660);

    /// <summary>The idle timeout, no longer than what timers of .NET allow.</summary>
    internal TimeSpan BoundedIdleTimeout =>
        IdleTimeout == Timeout.InfiniteTimeSpan || IdleTimeout > LongestIdle ? LongestIdle : IdleTimeout;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void ThrowIfInvalid()
    {
        if (IdleTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTimeout, TimeSpan.Zero, nameof(IdleTimeout));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SkipLimit, TimeSpan.Zero, nameof(SkipLimit));
    }
}
