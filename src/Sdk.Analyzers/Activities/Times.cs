using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Activities;

/// <summary>Reads how long a time of the source is.</summary>
internal static class Times
{
    /// <summary>The time; null if only the run time knows it.</summary>
    public static TimeSpan? Of(IOperation? value, WorkflowCode code) => value switch
    {
        IConversionOperation conversion => Of(conversion.Operand, code),
        IInvocationOperation { TargetMethod: { ContainingType.Name: "TimeSpan", IsStatic: true } } made => Made(made),
        IObjectCreationOperation { Type.Name: "TimeSpan" } created => Created(created),
        IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } } => TimeSpan.Zero,
        IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } field } =>
            Of(InitialValues.Of(field, code), code),
        _ => null,
    };

    private static TimeSpan? Made(IInvocationOperation made)
    {
        if (Numbers(made.Arguments) is not [var number, ..] numbers || numbers.Skip(1).Any(each => each != 0))
        {
            return null;
        }

        double? ticks = made.TargetMethod.Name switch
        {
            "FromDays" => number * TimeSpan.TicksPerDay,
            "FromHours" => number * TimeSpan.TicksPerHour,
            "FromMinutes" => number * TimeSpan.TicksPerMinute,
            "FromSeconds" => number * TimeSpan.TicksPerSecond,
            "FromMilliseconds" => number * TimeSpan.TicksPerMillisecond,
            _ => null,
        };
        return ticks is { } known && Math.Abs(known) < long.MaxValue ? TimeSpan.FromTicks((long)known) : null;
    }

    private static TimeSpan? Created(IObjectCreationOperation created) => Numbers(created.Arguments) switch
    {
        [var ticks] => TimeSpan.FromTicks((long)ticks),
        [var hours, var minutes, var seconds] => new((int)hours, (int)minutes, (int)seconds),
        [var days, var hours, var minutes, var seconds] => new((int)days, (int)hours, (int)minutes, (int)seconds),
        _ => null,
    };

    private static double[]? Numbers(IEnumerable<IArgumentOperation> arguments)
    {
        var numbers = arguments.Select(each => each.Value.ConstantValue is { HasValue: true, Value: { } value }
            ? value switch
            {
                int number => number,
                long number => number,
                double number => number,
                _ => double.NaN,
            }
            : double.NaN).ToArray();
        return Array.Exists(numbers, double.IsNaN) ? null : numbers;
    }
}
