using System.Collections.Frozen;
using System.Security.Cryptography;
using Cairn.Api.Enums.V1;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Protocol;
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

    /// <summary>
    /// Where chance comes from, which keeps apart what would be tried again at one time: numbers from 0 to below 1.
    /// Default: the generator of this process.
    /// </summary>
    public Func<double> Chance { get; init; } =
        () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    /// <summary>Where partitions run. Default: the thread pool.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    /// <summary>
    /// How many partitions the executions are spread over, 1 to 1,024; fixed for the life of a database, which another
    /// number is refused for. Default: 1.
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
    /// which hardly anybody asks for but who waited for their end. 0 or more. Default: 10,000.
    /// </summary>
    public int CachedExecutions { get; init; } = 10_000;

    /// <summary>
    /// How far ahead timers are kept in memory, up to a day; later ones wait in the store. Default: 1 minute.
    /// </summary>
    public TimeSpan TimerHorizon { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a mark that need not be durable at once (that a task was started, a heartbeat) may wait for a commit
    /// that happens anyway, up to a minute. Default: 20 ms.
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
    /// Called before a decision writes a record; what it throws is an unexpected exception of that decision. For tests.
    /// Default: null, for nothing.
    /// </summary>
    internal Action<ExecutionKey>? BeforeRecord { get; init; }

    /// <summary>
    /// Which addresses a start may name to be told how its workflow ended. They are kept with the workflow and shown;
    /// nobody is called yet. Default: none, and a start that names one is refused.
    /// </summary>
    public CallbackAddresses CallbackAddresses { get; init; } = CallbackAddresses.None;

    /// <summary>Where the node logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <exception cref="ArgumentException">An option is out of range; the message names it and the range.</exception>
    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(NewId);
        ArgumentNullException.ThrowIfNull(Chance);
        ArgumentNullException.ThrowIfNull(Scheduler);
        ArgumentNullException.ThrowIfNull(Namespaces);
        ArgumentNullException.ThrowIfNull(SearchAttributes);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        Require(Partitions is >= 1 and <= 1024, nameof(Partitions), Partitions, "1 to 1024");
        Require(CachedExecutions >= 0, nameof(CachedExecutions), CachedExecutions, "0 or more");
        Require(
            TimerHorizon > TimeSpan.Zero && TimerHorizon <= TimeSpan.FromDays(1),
            nameof(TimerHorizon),
            TimerHorizon,
            "more than 0 and at most a day");
        Require(
            LazyCommit >= TimeSpan.Zero && LazyCommit <= TimeSpan.FromMinutes(1),
            nameof(LazyCommit),
            LazyCommit,
            "0 to a minute");
        foreach (var name in Namespaces)
        {
            Require(
                !string.IsNullOrEmpty(name) && !Names.TooLong(name),
                nameof(Namespaces),
                $"\"{name}\"",
                $"names of 1 to {Limits.IdBytes} bytes");
        }
    }

    private static void Require(bool isInRange, string option, object? value, string range)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}, not {value}.");
        }
    }
}
