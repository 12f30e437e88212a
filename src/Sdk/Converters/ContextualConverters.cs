namespace Cairn.Converters;

/// <summary>Gives converters the workflow or activity whose values they convert.</summary>
internal static class ContextualConverters
{
    /// <summary>The converter for a workflow; the converter itself if no part of it depends on the context.</summary>
    public static DataConverter InWorkflow(
        this DataConverter converter, string workflowNamespace, string workflowId) =>
        converter.IsContextual()
            ? converter.UsableIn(new ISerializationContext.Workflow(workflowNamespace, workflowId))
            : converter;

    /// <summary>The converter for a context. If it cannot be made, each of its conversions throws the reason.</summary>
    public static DataConverter UsableIn(this DataConverter converter, ISerializationContext context)
    {
        try
        {
            return NotNull(converter.WithSerializationContext(context), converter);
        }
        catch (Exception e)
        {
            var unusable = new UnusableConverter(e);
            return new(unusable, unusable, unusable);
        }
    }

    /// <summary>The codec for a context; if it cannot be made, each call of it throws the reason.</summary>
    public static IPayloadCodec UsableIn(this IPayloadCodec codec, ISerializationContext context)
    {
        try
        {
            return In(codec, context);
        }
        catch (Exception e)
        {
            return new UnusableConverter(e);
        }
    }

    /// <summary>A part of a converter for a context.</summary>
    /// <exception cref="InvalidOperationException">The part returned null.</exception>
    public static T In<T>(T part, ISerializationContext context)
        where T : class =>
        part is IWithSerializationContext<T> contextual
            ? NotNull(contextual.WithSerializationContext(context), part)
            : part;

    /// <summary>Whether the converter may be another one in another context. It costs no allocation.</summary>
    public static bool IsContextual(this DataConverter converter) => converter.GetType() != typeof(DataConverter)
        || IsContextual(converter.PayloadConverter)
        || converter.FailureConverter is IWithSerializationContext<IFailureConverter>
        || IsContextual(converter.PayloadCodec);

    /// <summary>Whether the codec may be another one in another context.</summary>
    public static bool IsContextual(IPayloadCodec? codec) => codec is LimitedCodec limited
        ? IsContextual(limited.Inner)
        : codec is IWithSerializationContext<IPayloadCodec>;

    private static bool IsContextual(IPayloadConverter converter) => converter switch
    {
        TransferTypeConverter wrapper => IsContextual(wrapper.Inner),
        DefaultPayloadConverter known => known.IsContextual,
        _ => converter is IWithSerializationContext<IPayloadConverter>,
    };

    private static T NotNull<T>(T? made, T from)
        where T : class => made ?? throw new InvalidOperationException(
            $"WithSerializationContext of {from.GetType()} returned null");
}
