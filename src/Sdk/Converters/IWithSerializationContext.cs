namespace Cairn.Converters;

/// <summary>
/// A converter or codec that depends on the workflow or activity whose values it converts: a
/// <see cref="DataConverter"/>, <see cref="IPayloadConverter"/>, <see cref="IEncodingConverter"/>,
/// <see cref="IFailureConverter"/> or <see cref="IPayloadCodec"/> that implements this interface of itself.
/// </summary>
/// <typeparam name="T">The kind of converter.</typeparam>
public interface IWithSerializationContext<T>
{
    /// <summary>
    /// The converter for one workflow or activity. It is called often, by many threads, and more than once for the same
    /// workflow, so it must be cheap. An exception counts as an error of each conversion in that context.
    /// </summary>
    /// <param name="context">The workflow or activity.</param>
    /// <returns>The converter; the same one if it does not depend on the context.</returns>
    T WithSerializationContext(ISerializationContext context);
}
