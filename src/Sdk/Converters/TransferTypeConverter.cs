using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Api.Common.V1;
using Cairn.Generated;

namespace Cairn.Converters;

/// <summary>
/// Sends values of types that are marked with <see cref="CairnTransferTypeConverterAttribute"/> as another type. All
/// others pass unchanged.
/// </summary>
internal sealed class TransferTypeConverter : IPayloadConverter, IWithSerializationContext<IPayloadConverter>
{
    private static readonly ConcurrentDictionary<Type, ICairnTransferTypeConverter?> Known = new();

    private TransferTypeConverter(IPayloadConverter inner) => Inner = inner;

    /// <summary>The user's converter.</summary>
    public IPayloadConverter Inner { get; }

    /// <summary>The converter with its payload converter wrapped, unless it is already.</summary>
    public static DataConverter In(DataConverter converter) => converter.PayloadConverter is TransferTypeConverter
        ? converter
        : converter with { PayloadConverter = new TransferTypeConverter(converter.PayloadConverter) };

    /// <inheritdoc/>
    public Payload ToPayload(object? value) => Inner.ToPayload(
        value is not null && Of(value.GetType()) is { } converter ? converter.ToTransferType(value) : value);

    /// <inheritdoc/>
    public object? ToValue(Payload payload, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Of(type) is { } converter
            ? converter.FromTransferType(Inner.ToValue(payload, converter.TransferType))
            : Inner.ToValue(payload, type);
    }

    /// <inheritdoc/>
    public IPayloadConverter WithSerializationContext(ISerializationContext context)
    {
        var inner = ContextualConverters.In(Inner, context);
        return ReferenceEquals(inner, Inner) ? this : new TransferTypeConverter(inner);
    }

    private static ICairnTransferTypeConverter? Of(Type type) => Known.GetOrAdd(type, static type =>
        type.GetCustomAttribute<CairnTransferTypeConverterAttribute>(inherit: false) is { } marked
            ? Make(type, Closed(type, marked.ConverterType))
            : null);

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type Closed(
        Type type,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type converter) =>
        !converter.ContainsGenericParameters ? converter
        : MemberReflection.IsSupported ? Construct(type, converter)
        : throw new NotSupportedException(
            $"The transfer type converter {converter} is generic, which a program that is trimmed or compiled ahead of "
            + "time does not have: mark the type with one that is not");

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type Construct(Type type, Type converter)
    {
        try
        {
            return converter.MakeGenericType(type.GetGenericArguments());
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                $"The transfer type converter {converter} of {type} does not take the type arguments of that type", e);
        }
    }

    private static ICairnTransferTypeConverter Make(
        Type type,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type converter)
    {
        if (!converter.IsAssignableTo(typeof(ICairnTransferTypeConverter)) || converter.IsAbstract
            || (!converter.IsValueType && converter.GetConstructor(Type.EmptyTypes) is null))
        {
            throw new InvalidOperationException(
                $"The transfer type converter {converter} of {type} must be a class that implements "
                + $"{nameof(ICairnTransferTypeConverter)} and has a public constructor without parameters");
        }

        var made = Create(type, converter);
        return made.TransferType is null
            ? throw new InvalidOperationException(
                $"The transfer type converter {converter} of {type} has no TransferType")
            : made;
    }

    private static ICairnTransferTypeConverter Create(
        Type type,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type converter)
    {
        try
        {
            return (ICairnTransferTypeConverter)Activator.CreateInstance(converter)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } thrown)
        {
            throw new InvalidOperationException(
                $"The constructor of the transfer type converter {converter} of {type} threw a "
                + $"{thrown.GetType().Name}: " + ExceptionReading.MessageOf(thrown),
                thrown);
        }
    }
}
