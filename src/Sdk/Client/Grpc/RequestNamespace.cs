using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Cairn.Client.Grpc;

/// <summary>The namespace of a request, by which Temporal Cloud routes it without reading it.</summary>
internal static class RequestNamespace<TRequest>
    where TRequest : IMessage<TRequest>
{
    // The descriptor of a message type is searched for the field only once.
    private static volatile IFieldAccessor? s_accessor;
    private static volatile bool s_isKnown;

    /// <summary>The namespace; null if requests of this type have none.</summary>
    public static string? Of(TRequest request)
    {
        if (!s_isKnown)
        {
            s_accessor = request.Descriptor.FindFieldByName("namespace")?.Accessor;
            s_isKnown = true;
        }

        return (string?)s_accessor?.GetValue(request);
    }
}
