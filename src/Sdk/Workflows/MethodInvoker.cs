using System.Linq.Expressions;
using System.Reflection;
using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>Compiles members to delegates, once for each type, so that a call needs no reflection.</summary>
internal static class MethodInvoker
{
    /// <summary>Calls a method on an instance, with one argument for each parameter.</summary>
    public static Func<object?, object?[], object?> Of(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        // A struct is called in its box, so that what its methods change is kept.
        var target = method.IsStatic ? null
            : method.DeclaringType!.IsValueType ? Expression.Unbox(instance, method.DeclaringType)
            : Expression.Convert(instance, method.DeclaringType);
        return Compile(
            instance,
            method.GetParameters(),
            args => NotNullTask(Expression.Call(target, method, args), MemberNames.Of(method)));
    }

    /// <summary>Calls a delegate and ignores the instance.</summary>
    public static Func<object?, object?[], object?> Of(Delegate del) => Compile(
        Expression.Parameter(typeof(object), "instance"),
        del.Method.GetParameters() is var all && del.Method.IsStatic && del.Target is not null ? all[1..] : all,
        args => NotNullTask(Expression.Invoke(Expression.Constant(del), args), MemberNames.Of(del.Method)));

    /// <summary>Creates an instance.</summary>
    public static Func<object?[], object> Of(ConstructorInfo constructor)
    {
        var create = Compile(
            Expression.Parameter(typeof(object), "instance"),
            constructor.GetParameters(),
            args => Expression.New(constructor, args));
        return args => create(null, args)!;
    }

    // A NullReferenceException inside the SDK would not name the method whose task is missing.
    private static Expression NotNullTask(Expression call, string method) => typeof(Task).IsAssignableFrom(call.Type)
        ? Expression.Coalesce(
            call,
            Expression.Throw(
                Expression.Constant(new InvalidOperationException($"{method} returned null instead of a task")),
                call.Type))
        : call;

    private static Func<object?, object?[], object?> Compile(
        ParameterExpression instance, ParameterInfo[] parameters, Func<IEnumerable<Expression>, Expression> call)
    {
        var given = Expression.Parameter(typeof(object?[]), "args");
        var args = parameters.Select((p, place) => (Expression)Expression.Convert(
            Expression.ArrayIndex(given, Expression.Constant(place)), p.ParameterType));
        var body = call(args);
        return Expression.Lambda<Func<object?, object?[], object?>>(
            body.Type == typeof(void)
                ? Expression.Block(body, Expression.Constant(null))
                : Expression.Convert(body, typeof(object)),
            instance,
            given).Compile();
    }
}
