using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Cairn.Common;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Activities;

/// <summary>What the attributes of an activity say of its options; null for what they do not say.</summary>
internal sealed record ActivityDefaults
{
    private static readonly ActivityDefaults None = new();

    private static readonly ConcurrentDictionary<(MethodInfo Method, Type Type), ActivityDefaults> Known = new();

    private TimeSpan? StartToClose { get; init; }

    private TimeSpan? ScheduleToClose { get; init; }

    private TimeSpan? ScheduleToStart { get; init; }

    private TimeSpan? Heartbeat { get; init; }

    private string? TaskQueue { get; init; }

    private int? MaxAttempts { get; init; }

    private string[]? NonRetryable { get; init; }

    private TimeSpan? InitialInterval { get; init; }

    private float? BackoffCoefficient { get; init; }

    private TimeSpan? MaxInterval { get; init; }

    /// <summary>The values of attributes that generated code has read, the first of each that is set.</summary>
    /// <exception cref="ArgumentException">A value of an attribute is wrong.</exception>
    public static ActivityDefaults Of(IReadOnlyList<(string Member, ActivityDefaultsAttribute Attribute)> given) =>
        given.Aggregate(None, static (all, next) => all.Or(Of(next.Attribute, next.Member)));

    /// <summary>Reads the attributes of a method and of its type.</summary>
    /// <param name="method">The method.</param>
    /// <param name="type">The class or interface on which it is called.</param>
    /// <exception cref="ArgumentException">A value of an attribute is wrong.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    public static ActivityDefaults Of(MethodInfo method, Type? type) =>
        Known.GetOrAdd((method, type ?? method.DeclaringType!), static key => Read(key.Method, key.Type));

    /// <summary>The options of a call, completed.</summary>
    /// <param name="options">The options of the call; returned as they are if there is nothing to add.</param>
    /// <param name="token">The token that the call passed to the activity.</param>
    public ActivityOptions Complete(ActivityOptions options, CancellationToken token = default)
    {
        if (Equals(None) && !token.CanBeCanceled)
        {
            return options;
        }

        var all = (ActivityOptions)options.Clone();
        all.StartToCloseTimeout ??= StartToClose;
        all.ScheduleToCloseTimeout ??= ScheduleToClose;
        all.ScheduleToStartTimeout ??= ScheduleToStart;
        all.HeartbeatTimeout ??= Heartbeat;
        all.TaskQueue ??= TaskQueue;
        all.RetryPolicy ??= RetryPolicy;
        all.CancellationToken ??= token.CanBeCanceled ? token : null;
        return all;
    }

    /// <inheritdoc cref="Complete(ActivityOptions, CancellationToken)"/>
    public LocalActivityOptions Complete(LocalActivityOptions options, CancellationToken token = default)
    {
        if (Equals(None) && !token.CanBeCanceled)
        {
            return options;
        }

        var all = (LocalActivityOptions)options.Clone();
        all.StartToCloseTimeout ??= StartToClose;
        all.ScheduleToCloseTimeout ??= ScheduleToClose;
        all.ScheduleToStartTimeout ??= ScheduleToStart;
        all.RetryPolicy ??= RetryPolicy;
        all.CancellationToken ??= token.CanBeCanceled ? token : null;
        return all;
    }

    private RetryPolicy? RetryPolicy =>
        MaxAttempts is null && NonRetryable is null && InitialInterval is null && BackoffCoefficient is null
            && MaxInterval is null
            ? null
            : new()
            {
                InitialInterval = InitialInterval ?? TimeSpan.FromSeconds(1),
                BackoffCoefficient = BackoffCoefficient ?? 2,
                MaximumInterval = MaxInterval,
                MaximumAttempts = MaxAttempts ?? 0,
                NonRetryableErrorTypes = NonRetryable,
            };

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    private static ActivityDefaults Read(MethodInfo method, Type type)
    {
        MethodInfo[] originals = [.. Overrides.OriginalsOf(type, method)];
        IEnumerable<MemberInfo> members =
        [
            method, .. originals, .. Chain(type), method.DeclaringType!,
            .. originals.Select(original => original.DeclaringType!).Where(declaring => declaring.IsInterface),
        ];
        return members.Select(Of).OfType<ActivityDefaults>().Aggregate(None, (all, next) => all.Or(next));
    }

    private static IEnumerable<Type> Chain(Type type)
    {
        for (var it = type; it is not null; it = it.BaseType)
        {
            yield return it;
        }
    }

    private ActivityDefaults Or(ActivityDefaults next) => new()
    {
        StartToClose = StartToClose ?? next.StartToClose,
        ScheduleToClose = ScheduleToClose ?? next.ScheduleToClose,
        ScheduleToStart = ScheduleToStart ?? next.ScheduleToStart,
        Heartbeat = Heartbeat ?? next.Heartbeat,
        TaskQueue = TaskQueue ?? next.TaskQueue,
        MaxAttempts = MaxAttempts ?? next.MaxAttempts,
        NonRetryable = NonRetryable ?? next.NonRetryable,
        InitialInterval = InitialInterval ?? next.InitialInterval,
        BackoffCoefficient = BackoffCoefficient ?? next.BackoffCoefficient,
        MaxInterval = MaxInterval ?? next.MaxInterval,
    };

    private static ActivityDefaults? Of(MemberInfo member) =>
        member.GetCustomAttribute<ActivityDefaultsAttribute>(inherit: false) is { } given
            ? Of(given, member is Type type ? type.ToString() : MemberNames.Of(member))
            : null;

    private static ActivityDefaults Of(ActivityDefaultsAttribute given, string member)
    {
        return new()
        {
            StartToClose = Time(given.StartToClose, nameof(given.StartToClose)),
            ScheduleToClose = Time(given.ScheduleToClose, nameof(given.ScheduleToClose)),
            ScheduleToStart = Time(given.ScheduleToStart, nameof(given.ScheduleToStart)),
            Heartbeat = Time(given.Heartbeat, nameof(given.Heartbeat)),
            TaskQueue = given.TaskQueue is { } queue && string.IsNullOrWhiteSpace(queue)
                ? throw Wrong(nameof(given.TaskQueue), queue, "a name")
                : given.TaskQueue,
            MaxAttempts = given.MaxAttemptsIfSet is < 0 and var attempts
                ? throw Wrong(nameof(given.MaxAttempts), attempts, "0 or more")
                : given.MaxAttemptsIfSet,
            NonRetryable = given.NonRetryable?.Any(string.IsNullOrWhiteSpace) == true
                ? throw Wrong(nameof(given.NonRetryable), string.Join(", ", given.NonRetryable), "names of error types")
                : given.NonRetryable,
            InitialInterval = Time(given.InitialInterval, nameof(given.InitialInterval)),
            BackoffCoefficient = given.BackoffIfSet is { } factor && !(factor >= 1 && float.IsFinite(factor))
                ? throw Wrong(nameof(given.BackoffCoefficient), factor, "1 or more")
                : given.BackoffIfSet,
            MaxInterval = Time(given.MaxInterval, nameof(given.MaxInterval)),
        };

        // A number alone would be days, which is never meant.
        TimeSpan? Time(string? text, string name) => text switch
        {
            null => null,
            _ when text.Contains(':', StringComparison.Ordinal)
                && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero => time,
            _ => throw Wrong(name, text, "a time above zero such as \"00:00:30\" or \"1.12:00:00\""),
        };

        ArgumentException Wrong(string name, object value, string allowed) => new(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} of ActivityDefaults on {member} is \"{value}\", but must be {allowed}"));
    }
}
