using System.Linq.Expressions;
using System.Reflection;
using Cairn.Activities;
using Cairn.Common;
using Cairn.Worker;

namespace Cairn.Testing;

/// <summary>Puts delegates in the place of activities, for tests.</summary>
public static class ActivityReplacements
{
    /// <summary>Runs a delegate instead of the activity with a name, whether the worker has that one or not.</summary>
    /// <param name="options">The options of the worker; activities that are added later are not replaced.</param>
    /// <param name="name">The type name of the activity.</param>
    /// <param name="replacement">
    /// Runs instead. It takes the arguments of the activity, or its first ones, and returns the result or a task of it.
    /// </param>
    /// <exception cref="ArgumentException">The delegate cannot be an activity.</exception>
    public static CairnWorkerOptions ReplaceActivity(
        this CairnWorkerOptions options, string name, Delegate replacement)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(replacement);
        foreach (var replaced in options.Activities.Where(activity => activity.Name == name).ToList())
        {
            options.Activities.Remove(replaced);
        }

        return options.AddActivity(ActivityDefinition.CreateWithoutAttribute(
            name, replacement.Method, ActivityMethods.InvokerOf(replacement)));
    }

    /// <summary>Runs a delegate instead of the activity of a method.</summary>
    /// <param name="options">The options of the worker; activities that are added later are not replaced.</param>
    /// <param name="activity">A method with the activity attribute.</param>
    /// <param name="replacement">Runs instead; see <see cref="ReplaceActivity(CairnWorkerOptions, string, Delegate)"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The method is no activity, or is dynamic, or the delegate cannot be an activity.
    /// </exception>
    public static CairnWorkerOptions ReplaceActivity(
        this CairnWorkerOptions options, Delegate activity, Delegate replacement) =>
        options.ReplaceActivity(
            NameOf(activity?.Method ?? throw new ArgumentNullException(nameof(activity))), replacement);

    /// <summary>Runs a delegate instead of the activity of a method.</summary>
    /// <param name="options">The options of the worker; activities that are added later are not replaced.</param>
    /// <param name="activity">A call of a method with the activity attribute; its arguments do not matter.</param>
    /// <param name="replacement">Runs instead; see <see cref="ReplaceActivity(CairnWorkerOptions, string, Delegate)"/>.
    /// </param>
    /// <typeparam name="TActivityInstance">The type of the activity.</typeparam>
    /// <exception cref="ArgumentException">
    /// It is no call of an activity, or one of a dynamic activity, or the delegate cannot be an activity.
    /// </exception>
    public static CairnWorkerOptions ReplaceActivity<TActivityInstance>(
        this CairnWorkerOptions options,
        Expression<Func<TActivityInstance, object?>> activity,
        Delegate replacement) => options.ReplaceActivity(NameOf(MethodOf(activity)), replacement);

    /// <inheritdoc cref="ReplaceActivity{T}(CairnWorkerOptions, Expression{Func{T, object?}}, Delegate)"/>
    public static CairnWorkerOptions ReplaceActivity<TActivityInstance>(
        this CairnWorkerOptions options, Expression<Action<TActivityInstance>> activity, Delegate replacement) =>
        options.ReplaceActivity(NameOf(MethodOf(activity)), replacement);

    private static MethodInfo MethodOf(LambdaExpression activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var body = activity.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed
            ? boxed.Operand
            : activity.Body;
        return body is MethodCallExpression call
            ? call.Method
            : throw new ArgumentException($"{activity} is not a call of an activity", nameof(activity));
    }

    private static string NameOf(MethodInfo method)
    {
        var definition = ActivityDefinition.Create(method, _ => null);
        return definition.Name
            ?? throw new ArgumentException(
                $"Activity {MemberNames.Of(method)} is dynamic and has no name", nameof(method));
    }
}
