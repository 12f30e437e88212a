using System.Collections.Frozen;
using System.Security.Cryptography;
using Cairn.Api.Enums.V1;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Runtime;

/// <summary>The options of a node. Everything that can make two runs differ comes in here.</summary>
public sealed record NodeOptions
{
    /// <summary>The clock; tests and simulation bring their own. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// The clock of calls that wait and of the polls of workers. A test environment whose <see cref="TimeProvider"/>
    /// jumps has the machine's here, so that a jump ends no poll. Default: null, which means <see
    /// cref="TimeProvider"/>.
    /// </summary>
    internal TimeProvider? WaitTimeProvider { get; init; }

    /// <summary>Where run ids and request ids come from. Default: a generator of this process.</summary>
    public Func<Guid> NewId { get; init; } = Guid.CreateVersion7;

    /// <summary>
    /// Where random numbers come from, at least 0 and below 1; they spread retries over time. Default: the generator of
    /// this process.
    /// </summary>
    public Func<double> Chance { get; init; } =
        () => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue;

    /// <summary>Where partitions run. Default: the thread pool.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    /// <summary>
    /// How many partitions the executions are spread over, 1 to 1,024. The number is fixed for the life of a database;
    /// a start with another number is refused. Default: 1.
    /// </summary>
    public int Partitions { get; init; } = 1;

    /// <summary>
    /// The namespaces that the node creates if they are missing. Default: the one named <c>default</c>.
    /// </summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["default"];

    /// <summary>
    /// How long those namespaces keep closed workflows. Default: 72 hours; at least one.
    /// </summary>
    public TimeSpan NamespaceRetention { get; init; } = Runtime.Namespaces.DefaultRetention;

    /// <summary>Search attributes that every namespace has beside those of the system. Default: none.</summary>
    public IReadOnlyDictionary<string, IndexedValueType> SearchAttributes { get; init; } =
        FrozenDictionary<string, IndexedValueType>.Empty;

    /// <summary>
    /// Whether all workers run in the node's process and end with it: then the node does not wait, after a restart, for
    /// the tasks that they had. Default: false.
    /// </summary>
    public bool WorkersAreInProcess { get; init; }

    /// <summary>
    /// How many idle open executions a partition keeps in memory, 0 or more. It keeps a hundredth as many closed ones,
    /// since few callers ask for a closed run later. Default: 10,000.
    /// </summary>
    public int CachedExecutions { get; init; } = 10_000;

    /// <summary>
    /// How far ahead timers are kept in memory, up to a day; later ones wait in the store. Default: 1 minute.
    /// </summary>
    public TimeSpan TimerHorizon { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a change that may be lost (the start of a task, a heartbeat) waits for a commit that happens anyway, up
    /// to a minute. Default: 20 ms.
    /// </summary>
    public TimeSpan LazyCommit { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether a client that is also a worker may receive the first workflow task with the answer to its start
    /// (system.enableEagerWorkflowStart of Temporal's server). Default: true.
    /// </summary>
    public bool EagerWorkflowStart { get; init; } = true;

    /// <summary>
    /// Whether a worker may receive activity tasks with the answer to the workflow task that schedules them
    /// (system.enableActivityEagerExecution of Temporal's server). Default: true.
    /// </summary>
    public bool EagerActivities { get; init; } = true;

    /// <summary>
    /// Called before a decision writes a record; an exception that it throws is an unexpected exception of that
    /// decision. For tests. Default: null, which calls nothing.
    /// </summary>
    internal Action<ExecutionKey>? BeforeRecord { get; init; }

    /// <summary>
    /// Which addresses a start may name as completion callbacks. Callbacks are stored with the workflow and shown, but
    /// not called yet. Default: none; a start that names one is refused.
    /// </summary>
    public CallbackAddresses CallbackAddresses { get; init; } = CallbackAddresses.None;

    /// <summary>
    /// How many different labels metrics have of each kind (workflows, activities, task queues, namespaces), at least
    /// 1; what exceeds it is counted under <c>other</c>. Default: 1,000.
    /// </summary>
    public int MetricLabelLimit { get; init; } = 1000;

    /// <summary>Where the node logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of calls that wait and of the polls of workers.</summary>
    internal TimeProvider WaitTime => WaitTimeProvider ?? TimeProvider;

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
        Require(MetricLabelLimit >= 1, nameof(MetricLabelLimit), MetricLabelLimit, "1 or more");
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
        Require(
            NamespaceRetention >= Runtime.Namespaces.ShortestRetention,
            nameof(NamespaceRetention),
            NamespaceRetention,
            "at least an hour");
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
