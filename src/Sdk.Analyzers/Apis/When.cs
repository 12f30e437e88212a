using Cairn.Sdk.Analyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>Which uses of an API are forbidden, where not all are.</summary>
internal static class When
{
    public static bool HasNoParameters(ApiUse use) => !use.Parameters.Any();

    /// <summary>A helper may take it where its caller gives nothing: <c>time ?? TimeProvider.System</c>.</summary>
    public static bool IsNoDefault(ApiUse use) => use.Code.IsOfWorkflow
        || use.Operation.Parent is not ICoalesceOperation { Value: IParameterReferenceOperation };

    /// <summary>A hash code that makes up another one is that one's matter.</summary>
    public static bool IsNoHashCode(ApiUse use) => use.Code.Member is not IMethodSymbol { Name: "GetHashCode" };

    /// <summary>A hash code of strings, objects, tuples or records; those of numbers are the same everywhere.</summary>
    public static bool IsVaryingHashCode(ApiUse use)
    {
        if (use.Operation is not IInvocationOperation { Arguments.Length: 0, Instance.Type: { } type }
            || !IsNoHashCode(use))
        {
            return false;
        }

        return type.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || type.IsTupleType
            || (type.TypeKind == TypeKind.Class && Symbols.Same(use.Symbol.ContainingType, ObjectOf(type)))
            || (type.IsRecord && use.Symbol.IsImplicitlyDeclared);
    }

    public static bool HasNoCulture(ApiUse use) => !use.Takes("IFormatProvider");

    /// <summary>Letters by the culture of the machine, where the result matters.</summary>
    public static bool MattersWithoutComparison(ApiUse use) =>
        !use.Takes("StringComparison") && !use.Takes("CultureInfo") && Usage.Matters(use.Operation, use.Code);

    /// <summary>Text by the culture of the machine, where the result matters.</summary>
    public static bool MattersWithoutCulture(ApiUse use) => HasNoCulture(use)
        && !(use.ArgumentOf("String")?.ConstantValue is { HasValue: true, Value: string format } && IsInvariant(format))
        && Usage.Matters(use.Operation, use.Code);

    /// <summary>Whether a format writes times alike in all cultures.</summary>
    public static bool IsInvariant(string format) => format is "O" or "o" or "R" or "r" or "s" or "u";

    /// <summary>A value that decides a branch.</summary>
    public static bool Decides(ApiUse use) => Usage.Decides(use.Operation);

    public static bool HasNoTimeProvider(ApiUse use) => !use.Takes("TimeProvider");

    /// <summary>A wait that ends by the clock of the machine: not at once, and not only by a token.</summary>
    public static bool WaitsForTheClock(ApiUse use)
    {
        // The caller of a method group gives the time.
        var time = use.ArgumentOf("TimeSpan") ?? use.ArgumentOf("Int32");
        return HasNoTimeProvider(use)
            && (time is null ? use.Operation is IMethodReferenceOperation && !HasNoTimeout(use) : !IsTimeless(time));
    }

    public static bool HasNoTimeout(ApiUse use) => !use.Takes("TimeSpan") && !use.Takes("Int32");

    /// <summary>The file is opened by its path, and is not a stream of any kind.</summary>
    public static bool TakesPath(ApiUse use) =>
        use.Parameters.FirstOrDefault()?.Type.SpecialType == SpecialType.System_String;

    /// <summary>It does not go on on the workflow's scheduler.</summary>
    public static bool LosesScheduler(ApiUse use) => use.Arguments
        .Where(each => each.Parameter?.Type.SpecialType == SpecialType.System_Boolean
            || each.Parameter?.Type.Name == "ConfigureAwaitOptions")
        .Any(each => each.Value.ConstantValue is { HasValue: true, Value: false }
            || (each.Value.ConstantValue is { HasValue: true, Value: int options } && (options & 1) == 0));

    /// <summary>The scheduler is given, and is not the current one.</summary>
    public static bool NamesOtherScheduler(ApiUse use) =>
        use.ArgumentOf("TaskScheduler") is { } scheduler && !IsCurrent(scheduler);

    public static bool NamesNoOtherScheduler(ApiUse use) => !NamesOtherScheduler(use);

    /// <summary>ContinueWith has a rule of its own.</summary>
    public static bool IsNotForContinueWith(ApiUse use) =>
        use.Operation.Parent is not IArgumentOperation
            { Parent: IInvocationOperation { TargetMethod.Name: "ContinueWith" or "RunSynchronously" } };

    /// <summary>The options do not say that the loop stays on the current scheduler.</summary>
    public static bool IsOnDefaultScheduler(ApiUse use) =>
        use.ArgumentOf("ParallelOptions") is not IObjectCreationOperation { Initializer: { } initializer }
        || !initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(each =>
            each.Target is IPropertyReferenceOperation { Property.Name: "TaskScheduler" } && IsCurrent(each.Value));

    /// <summary>No channel of the class lets its readers go on at once.</summary>
    public static bool ContinuesOnThreadPool(ApiUse use) =>
        !use.Symbol.IsStatic
        && use.Code.Member.ContainingType?.DeclaringSyntaxReferences.Any(each => each.GetSyntax()
            .DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == "AllowSynchronousContinuations")) == false;

    public static bool IsWritten(ApiUse use) =>
        use.Operation.Parent is IAssignmentOperation assignment && assignment.Target == use.Operation;

    public static bool TakesStrings(ApiUse use) =>
        use.Parameters.Any(each => each.Type.SpecialType == SpecialType.System_String);

    /// <summary>Threads may share the lazy value.</summary>
    public static bool IsForThreads(ApiUse use) =>
        (use.ArgumentOf("LazyThreadSafetyMode")?.ConstantValue is { HasValue: true, Value: not 0 })
        || use.ArgumentOf("Boolean")?.ConstantValue is { HasValue: true, Value: true };

    /// <summary>
    /// Whether a time needs no timer: zero has passed at once, and an infinite one ends by the token only.
    /// </summary>
    public static bool IsTimeless(IOperation time) => time switch
    {
        { ConstantValue: { HasValue: true, Value: 0 or -1 } } => true,
        IFieldReferenceOperation { Field.Name: "Zero" or "InfiniteTimeSpan" or "Infinite" } => true,
        IConversionOperation conversion => IsTimeless(conversion.Operand),
        _ => false,
    };

    private static INamedTypeSymbol? ObjectOf(ITypeSymbol type)
    {
        var each = type;
        while (each.BaseType is { } parent)
        {
            each = parent;
        }

        return each as INamedTypeSymbol;
    }

    private static bool IsCurrent(IOperation scheduler) =>
        scheduler is IPropertyReferenceOperation
            { Property: { Name: "Current", ContainingType.Name: "TaskScheduler" } };
}
