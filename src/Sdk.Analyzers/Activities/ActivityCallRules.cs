using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Determinism;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>What is wrong with a call of an activity. What only the run time knows is right.</summary>
internal sealed class ActivityCallRules(ActivityCode activities)
{
    private const string SetTimeout =
        "set StartToCloseTimeout or ScheduleToCloseTimeout in its options, or [ActivityDefaults] on the activity";

    /// <summary>From this time on an attempt whose worker is gone is missed too late without heartbeats.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>Many times the timeout of a workflow task; shorter limits are set for what takes a moment.</summary>
    private static readonly TimeSpan LongForLocal = TimeSpan.FromMinutes(5);

    // Exceptions that the same arguments throw again.
    private static readonly HashSet<string> Permanent =
    [
        "System.ArgumentException", "System.FormatException", "System.NotSupportedException",
        "System.Collections.Generic.KeyNotFoundException",
        "System.UnauthorizedAccessException", "System.Text.Json.JsonException",
        "System.ComponentModel.DataAnnotations.ValidationException",
    ];

    /// <summary>Looks at a call.</summary>
    public IEnumerable<Finding> Find(ActivityCall call)
    {
        var place = Places.Of(call.Call);
        var attempt = call.TimeOf("StartToCloseTimeout", "StartToClose");
        var all = call.TimeOf("ScheduleToCloseTimeout", "ScheduleToClose");
        if (attempt.IsSet == false && all.IsSet == false)
        {
            return [new(ActivityRules.NoTimeout, call.Name, SetTimeout, place) { Fix = "Timeout" }];
        }

        var implementation = call is { Activities: [var only], IsByName: false }
            ? activities.ImplementationOf(only)
            : null;
        return [
            .. call.IsLocal ? OfLocal(call, attempt, place) : OfHeartbeats(call, attempt, implementation, place),
            .. OfErrors(call, implementation, place),
        ];
    }

    private static IEnumerable<Finding> OfLocal(ActivityCall call, Setting attempt, Location place)
    {
        if (attempt.Time > LongForLocal)
        {
            const string Instead = "use an activity that is not local, or a StartToCloseTimeout up to 5 minutes";
            yield return new(ActivityRules.LongLocal, call.Name, Instead, place);
        }
    }

    private IEnumerable<Finding> OfHeartbeats(
        ActivityCall call, Setting attempt, IMethodSymbol? implementation, Location place)
    {
        var heartbeat = call.TimeOf("HeartbeatTimeout", "Heartbeat");
        if (heartbeat.Time >= attempt.Time)
        {
            const string Instead = "make HeartbeatTimeout shorter than StartToCloseTimeout";
            yield return Suspicious($"The heartbeat timeout of {call.Name} never ends before its attempt", Instead);
        }

        if (heartbeat.IsSet == false && attempt.Time > Long && !IsCompletedFromOutside(implementation))
        {
            const string Instead = "set HeartbeatTimeout, and send heartbeats";
            yield return Suspicious(
                $"An attempt of {call.Name} may take long, and its loss is noticed only at the end", Instead);
        }

        if (call.TimeOf("ScheduleToStartTimeout", "ScheduleToStart").IsSet == true
            && call.Options?.Values.ContainsKey("TaskQueue") == false
            && call.Activities.All(each => DefaultsOfActivity.Of(each, "TaskQueue", call.Code.Symbols) is null))
        {
            const string Instead = "leave ScheduleToStartTimeout to task queues of a single worker";
            yield return Suspicious($"A busy task queue fails {call.Name} for good", Instead) with
            {
                Severity = DiagnosticSeverity.Info,
            };
        }

        if (heartbeat.IsSet == true && implementation is not null && IsSilent(implementation))
        {
            const string Instead = "call ActivityExecutionContext.Current.Heartbeat, or leave HeartbeatTimeout out";
            yield return new(ActivityRules.NoHeartbeat, call.Name, Instead, place);
        }

        Finding Suspicious(string what, string instead) => new(ActivityRules.Timeouts, what, instead, place);
    }

    private bool IsCompletedFromOutside(IMethodSymbol? implementation) =>
        implementation is not null && activities.Reach(implementation, out _).Any(each =>
            each is IObjectCreationOperation { Type.Name: "CompleteAsyncException" });

    private bool IsSilent(IMethodSymbol implementation)
    {
        var operations = activities.Reach(implementation, out var isWhole);
        return isWhole && !operations.Any(each => each
            is IInvocationOperation { TargetMethod.Name: "Heartbeat" or "HeartbeatAsync" or "ResumeAsync" or "Report" }
            or IObjectCreationOperation { Type.Name: "CompleteAsyncException" }
            or IMethodReferenceOperation { Method.Name: "Heartbeat" or "Report" });
    }

    private static IEnumerable<Finding> OfErrors(
        ActivityCall call, IMethodSymbol? implementation, Location place)
    {
        if (implementation is null)
        {
            yield break;
        }

        foreach (var thrown in call.Code.Of(implementation).Operations.OfType<IThrowOperation>())
        {
            var type = TypeOf(thrown);
            if (type is not null && IsPermanent(type) && !Flow.IsCaught(thrown) && call.EndsAfter(type.Name) == false)
            {
                yield return new(
                    ActivityRules.RetriesForever,
                    $"{call.Name} throws {type.Name}",
                    $"throw an ApplicationFailureException with nonRetryable, or set MaximumAttempts or "
                        + $"NonRetryableErrorTypes = [nameof({type.Name})]",
                    place);
                yield break;
            }
        }
    }

    private static ITypeSymbol? TypeOf(IThrowOperation thrown) => thrown.Exception switch
    {
        IConversionOperation { Operand: IObjectCreationOperation made } => made.Type,
        IObjectCreationOperation made => made.Type,
        _ => null,
    };

    private static bool IsPermanent(ITypeSymbol type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (Permanent.Contains(each.ToDisplayString()))
            {
                return true;
            }
        }

        return false;
    }
}
