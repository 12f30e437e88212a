using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Cairn.Activities;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>Reads a lambda that calls an activity's method as a call by name.</summary>
internal static class ActivityNames
{
    private static readonly ConcurrentDictionary<MethodInfo, string> Known = new();

    /// <summary>The activity's type and its arguments; a trailing cancellation token is left out.</summary>
    /// <exception cref="ArgumentException">The lambda does not call one method with the activity attribute.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static (string Activity, object?[] Args) CallOf(LambdaExpression call)
    {
        var (method, args) = ExpressionCall.Extract(call);
        return (Known.GetOrAdd(method, NameOf), args is [.., CancellationToken] ? args[..^1] : args);
    }

    /// <summary>The activity method that a lambda has called; null if there is none, or more than one.</summary>
    public static MethodInfo? MethodOf(string activity)
    {
        var methods = Known.Where(known => known.Value == activity).Select(known => known.Key).ToArray();
        return methods is [var only] ? only : null;
    }

    private static string NameOf(MethodInfo method)
    {
        var attribute = HandlerMethods.AttributeOf<ActivityAttribute>(method);
        return attribute.Dynamic
            ? throw new ArgumentException(
                $"{MemberNames.Of(method)} is dynamic, so it must be called by name", nameof(method))
            : attribute.Name ?? ActivityMethods.NameOf(method);
    }
}
