using Cairn.Api.Common.V1;
using Cairn.Exceptions;

namespace Cairn.Converters;

/// <summary>Converts payloads to the type that a caller asked for.</summary>
internal static class TypedValue
{
    /// <summary>Converts a payload. The error for another type names the value.</summary>
    /// <typeparam name="T">The type that the caller asked for.</typeparam>
    /// <param name="converter">Converts values to and from payloads.</param>
    /// <param name="payload">The payload, decoded.</param>
    /// <param name="kind">The kind of value, for the error: "The result of activity".</param>
    /// <param name="name">The name or id of its owner, for the error.</param>
    /// <exception cref="InvalidCastException">It cannot be converted to the type; see the inner exception.</exception>
    public static T Read<T>(IPayloadConverter converter, Payload payload, string kind, string name)
    {
        try
        {
            return converter.ToValue<T>(payload);
        }
        catch (Exception e) when (e is not FailureException)
        {
            throw new InvalidCastException($"{kind} {name} is no {typeof(T)}: {ExceptionReading.MessageOf(e)}", e);
        }
    }
}
