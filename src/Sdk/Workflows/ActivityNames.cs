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

    /// <summary>Reads the call; a trailing cancellation token is no argument.</summary>
    /// <exception cref="ArgumentException">
    /// The lambda does not call one method with the activity attribute, or a default of the activity is wrong.
    /// </exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static CalledActivity CallOf(LambdaExpression call)
    {
        var (method, args) = ExpressionCall.Extract(call);
        var type = call.Parameters is [var instance] ? instance.Type : method.DeclaringType;
        var activity = Known.GetOrAdd(method, NameOf);
        var defaults = ActivityDefaults.Of(method, type);
        return args is [.., CancellationToken token]
            ? new(activity, args[..^1], defaults, token)
            : new(activity, args, defaults, CancellationToken.None);
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
