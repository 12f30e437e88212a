using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Common;

/// <summary>
/// Reads a lambda such as <c>wf =&gt; wf.RunAsync(order)</c> as a call with its arguments. Nothing is compiled:
/// captured variables, constants and constructors are read by reflection, which is some hundred times cheaper.
/// </summary>
[RequiresUnreferencedCode(MemberReflection.Needed)]
[RequiresDynamicCode(MemberReflection.Needed)]
internal static class ExpressionCall
{
    /// <summary>The method that the lambda calls, and the values of its arguments.</summary>
    /// <exception cref="ArgumentException">The body is not a single method call.</exception>
    public static (MethodInfo Method, object?[] Args) Extract(LambdaExpression lambda)
    {
        if (Body(lambda) is not MethodCallExpression call)
        {
            throw new ArgumentException("Expression must be a single method call", nameof(lambda));
        }

        var (target, called) = ChannelOf(call) is { } channel
            ? (channel.Expression, ((PropertyInfo)channel.Member).GetMethod!)
            : (call.Object, call.Method);
        if (target is { } and not ParameterExpression && lambda.Parameters.Count > 0)
        {
            throw new ArgumentException($"Expression must be called on the parameter, not on {target}", nameof(lambda));
        }

        var method = lambda.Parameters is [var parameter] ? Overrides.In(parameter.Type, called) : called;
        if (call.Arguments.Count == 0)
        {
            return (method, []);
        }

        var args = new object?[call.Arguments.Count];
        for (var place = 0; place < args.Length; place++)
        {
            args[place] = Evaluate(call.Arguments[place]);
        }

        return (method, args);
    }

    /// <summary>The property that the lambda reads; null if it does not read one.</summary>
    public static PropertyInfo? Property(LambdaExpression lambda) =>
        Body(lambda) is not MemberExpression { Member: PropertyInfo property } ? null
        : lambda.Parameters is [var parameter] ? Overrides.In(parameter.Type, property)
        : property;

    // Sending into a channel is a signal to its property.
    private static MemberExpression? ChannelOf(MethodCallExpression call) =>
        call.Object is MemberExpression { Member: PropertyInfo } channel
            && typeof(ISignalChannel).IsAssignableFrom(channel.Type)
            ? channel
            : null;

    // A call whose result is converted, to object for example, is still that call.
    private static Expression Body(LambdaExpression lambda) =>
        lambda.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : lambda.Body;

    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(Target(member.Expression)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(Target(member.Expression)),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when IsPlain(convert) =>
            Evaluate(convert.Operand),
        NewExpression { Constructor: { } constructor } creation =>
            constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, EvaluateAll(creation.Arguments), null),
        MethodCallExpression call =>
            call.Method.Invoke(
                Target(call.Object), BindingFlags.DoNotWrapExceptions, null, EvaluateAll(call.Arguments), null),
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array => NewArray(array),
        DefaultExpression { Type.IsValueType: false } => null,
        _ => Interpret(expression),
    };

    private static object? Target(Expression? expression) => expression is null ? null : Evaluate(expression);

    // Boxing and upcasts change nothing in a boxed value; numeric conversions do.
    private static bool IsPlain(UnaryExpression convert) =>
        convert.Type.IsAssignableFrom(convert.Operand.Type) ||
        Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type;

    private static object?[] EvaluateAll(ReadOnlyCollection<Expression> expressions) =>
        expressions.Count == 0 ? [] : [.. expressions.Select(Evaluate)];

    private static Array NewArray(NewArrayExpression expression)
    {
        var array = Array.CreateInstance(expression.Type.GetElementType()!, expression.Expressions.Count);
        for (var place = 0; place < array.Length; place++)
        {
            array.SetValue(Evaluate(expression.Expressions[place]), place);
        }

        return array;
    }

    private static object? Interpret(Expression expression) => Expression
        .Lambda<Func<object?>>(Expression.Convert(expression, typeof(object)))
        .Compile(preferInterpretation: true)();
}
