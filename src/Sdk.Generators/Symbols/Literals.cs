using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Sdk.Generators.Symbols;

/// <summary>Writes default values of parameters as C#.</summary>
internal static class Literals
{
    /// <summary>The default value of a parameter as an expression of its type; null if it has none.</summary>
    public static string? DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            nullable
                ? nullable.TypeArguments[0]
                : parameter.Type;
        return parameter.ExplicitDefaultValue is not { } value ? "default"
            : type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_IntPtr
                or SpecialType.System_UIntPtr ? $"({Names.Plain(type)})({Of(value)})"
            : Of(value);
    }

    /// <summary>A constant as an expression.</summary>
    public static string Of(object value) => value switch
    {
        double number when double.IsNaN(number) => "double.NaN",
        double number when double.IsInfinity(number) => $"double.{Infinity(number > 0)}",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number when float.IsNaN(number) => "float.NaN",
        float number when float.IsInfinity(number) => $"float.{Infinity(number > 0)}",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "u",
        sbyte or byte or short or ushort =>
            $"({KeywordOf(value)})({Convert.ToString(value, CultureInfo.InvariantCulture)})",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)
            ?? "default",
    };

    private static string Infinity(bool isPositive) => isPositive ? "PositiveInfinity" : "NegativeInfinity";

    private static string KeywordOf(object value) => value switch
    {
        sbyte => "sbyte",
        byte => "byte",
        short => "short",
        _ => "ushort",
    };
}
