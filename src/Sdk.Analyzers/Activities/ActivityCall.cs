using System.Collections.Immutable;
using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>A call of an activity in workflow code.</summary>
/// <param name="Call">The call.</param>
/// <param name="Name">The activity, for messages.</param>
/// <param name="Activities">What it may be; empty if only the run time knows, more than one if names are alike.</param>
/// <param name="Options">Its options; null if only the run time knows.</param>
/// <param name="IsLocal">Whether it is a local activity.</param>
/// <param name="IsByName">Whether it is called by name: a worker may run another activity of that name.</param>
/// <param name="Code">The code of the compilation.</param>
internal sealed record ActivityCall(
    IInvocationOperation Call,
    string Name,
    IReadOnlyList<ActivityMethod> Activities,
    CallOptions? Options,
    bool IsLocal,
    bool IsByName,
    WorkflowCode Code)
{
    /// <summary>A time of the call: from its options, or else from the attributes of the activity.</summary>
    /// <param name="option">The property of the options.</param>
    /// <param name="attribute">The setting of the attribute.</param>
    public Setting TimeOf(string option, string attribute)
    {
        if (Options is null)
        {
            return default;
        }

        if (Options.Values.TryGetValue(option, out var value))
        {
            // A value that may be null at run time may not be set.
            return Flow.Plain(value).Type?.Name == nameof(TimeSpan) ? new(true, Times.Of(value, Code)) : default;
        }

        var texts = Activities.Select(each => DefaultsOfActivity.Of(each, attribute, Code.Symbols)).Distinct();
        return texts.ToArray() switch
        {
            [null] => new(false, null),
            [string text] when !IsByName => new(true, DefaultsOfActivity.ToTime(text)),
            _ => default,
        };
    }

    /// <summary>Whether its attempts or the time for all of them end; null if only the run time knows.</summary>
    /// <param name="error">The name of an error type.</param>
    public bool? EndsAfter(string error)
    {
        var limit = TimeOf("ScheduleToCloseTimeout", "ScheduleToClose");
        if (limit.IsSet != false || Options is null || Activities is not [var only])
        {
            return limit.IsSet == true ? true : null;
        }

        if (!Options.Values.TryGetValue("RetryPolicy", out var policy))
        {
            return DefaultsOfActivity.Of(only, "MaxAttempts", Code.Symbols) is int and not 0
                || (DefaultsOfActivity.Of(only, "NonRetryable", Code.Symbols) is ImmutableArray<TypedConstant> names
                    && names.Any(each => each.Value is string name && name == error));
        }

        if (CallOptions.Read(policy, Code) is not { } read)
        {
            return null;
        }

        return read.Values.TryGetValue("MaximumAttempts", out var attempts)
                && attempts.ConstantValue is not { HasValue: true, Value: 0 }
            ? true
            : !read.Values.TryGetValue("NonRetryableErrorTypes", out var types) ? false
            : types.DescendantsAndSelf().Any(each => each.ConstantValue is { HasValue: true, Value: string name }
                && name == error)
                ? true
                : null;
    }
}
