using System.Collections.Frozen;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Rules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Runtime;

/// <summary>What a node is made with. Everything that makes a run differ from the next one comes in here.</summary>
public sealed record NodeOptions
{
    /// <summary>The clock; tests and simulation bring their own. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where run ids and request ids come from. Default: a generator of this process.</summary>
    public Func<Guid> NewId { get; init; } = Guid.CreateVersion7;

    /// <summary>Where partitions run. Default: the thread pool.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    /// <summary>
    /// How many partitions the executions are spread over; fixed for the life of a database. Default: 1.
    /// </summary>
    public int Partitions { get; init; } = 1;

    /// <summary>
    /// The namespaces that are made if the store has none of that name. Default: the one named <c>default</c>.
    /// </summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["default"];

    /// <summary>
    /// Search attributes that every namespace has beside those of the system. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, IndexedValueType> SearchAttributes { get; init; } =
        FrozenDictionary<string, IndexedValueType>.Empty;

    /// <summary>
    /// Whether all workers live in the node's process, so that they end with it: after a restart the tasks that they
    /// had are not waited for. Default: false.
    /// </summary>
    public bool WorkersAreInProcess { get; init; }

    /// <summary>
    /// How many open executions a partition keeps in memory when they are idle; and a hundredth as many closed ones,
    /// which hardly anybody asks for but who waited for their end. Default: 10,000.
    /// </summary>
    public int ResidentExecutions { get; init; } = 10_000;

    /// <summary>How far ahead timers are kept in memory; later ones wait in the store. Default: 1 minute.</summary>
    public TimeSpan TimerHorizon { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a mark that need not be durable at once (that a task was started, a heartbeat) may wait for a commit
    /// that happens anyway. Default: 20 ms.
    /// </summary>
    public TimeSpan LazyCommit { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether a client that is a worker too may have the first workflow task with the answer to its start
    /// (system.enableEagerWorkflowStart of Temporal's server). Default: true.
    /// </summary>
    public bool EagerWorkflowStart { get; init; } = true;

    /// <summary>
    /// Whether a worker may have activities with the answer to the workflow task that schedules them
    /// (system.enableActivityEagerExecution of Temporal's server). Default: true.
    /// </summary>
    public bool EagerActivities { get; init; } = true;

    /// <summary>
    /// Which addresses a start may name to be told how its workflow ended. They are kept with the workflow and shown;
    /// nobody is called yet. Default: none, and a start that names one is refused.
    /// </summary>
    public CallbackAddresses CallbackAddresses { get; init; } = CallbackAddresses.None;

    /// <summary>Where the node logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
