using Cairn.Api.Rpc;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Protocol.Grpc;

/// <summary>Encodes the typed details of errors.</summary>
internal static class StatusDetails
{
    /// <summary>The types of details.</summary>
    public static TypeRegistry Known { get; } =
        TypeRegistry.FromFiles(Api.ErrorDetails.V1.ErrorDetailsReflection.Descriptor);

    /// <summary>The value of grpc-status-details-bin: code and message once more, with the detail.</summary>
    public static string ToText(RpcException.StatusCode code, string message, IMessage detail)
    {
        var status = new Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };
        return BinaryMetadata.ToText(status.ToByteArray());
    }

    /// <summary>The status in a value of grpc-status-details-bin; null if it is no such value.</summary>
    public static byte[]? FromText(string text)
    {
        try
        {
            return BinaryMetadata.FromText(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The detail in the bytes of a status; null if there is none that can be read.</summary>
    /// <remarks>
    /// Details are optional: whatever is wrong with them, the code and message of the server are reported.
    /// </remarks>
    public static IMessage? From(byte[] status)
    {
        try
        {
            return First(Status.Parser.ParseFrom(status).Details);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>The first detail of a known type; null if there is none.</summary>
    /// <exception cref="InvalidProtocolBufferException">Its bytes are not of its type.</exception>
    public static IMessage? First(IEnumerable<Any> details) =>
        details.Select(detail => detail.Unpack(Known)).FirstOrDefault(detail => detail is not null);
}
