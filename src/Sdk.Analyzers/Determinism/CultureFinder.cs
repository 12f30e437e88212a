using Cairn.Sdk.Analyzers.Apis;
using Cairn.Sdk.Analyzers.Code;
using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Determinism;

/// <summary>Numbers and times that the compiler writes into text by the culture of the machine.</summary>
internal sealed class CultureFinder : IFinder
{
    private const string Instead = "string.Create(CultureInfo.InvariantCulture, $\"…\")";

    /// <inheritdoc/>
    public IEnumerable<Finding> Find(IOperation operation, MemberCode code)
    {
        var value = operation switch
        {
            IInterpolationOperation { Parent: IInterpolatedStringOperation { Parent: not IConversionOperation } } hole
                when !IsInvariant(hole) => hole.Expression,
            IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String
            } text => new[] { text.LeftOperand, text.RightOperand }.Select(Flow.Plain).FirstOrDefault(IsOfCulture),
            _ => null,
        };
        if (value is not null && IsOfCulture(value) && Usage.Matters(operation, code))
        {
            yield return new(
                TimeRules.Culture, $"The text of a {value.Type!.Name}", Instead, value.Syntax.GetLocation())
            {
                IsValue = true,
            };
        }
    }

    // Whole numbers differ only where a culture has a minus sign of its own.
    private static bool IsOfCulture(IOperation value) => value.Type is
        { SpecialType: SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal
            or SpecialType.System_DateTime }
        or { Name: "DateTimeOffset" or "DateOnly" or "TimeOnly", ContainingNamespace.Name: "System" };

    private static bool IsInvariant(IInterpolationOperation hole) =>
        hole.FormatString?.ConstantValue is { HasValue: true, Value: string format } && When.IsInvariant(format);
}
