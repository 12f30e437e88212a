using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Client;

/// <summary>The typed details of errors, as they travel.</summary>
internal static class ErrorDetails
{
    private static readonly TypeRegistry Known =
        TypeRegistry.FromFiles(Api.ErrorDetails.V1.ErrorDetailsReflection.Descriptor);

    /// <summary>The first one whose type is known; null if there is none.</summary>
    /// <exception cref="InvalidProtocolBufferException">Its bytes are not of its type.</exception>
    public static IMessage? First(IEnumerable<Any> details) =>
        details.Select(detail => detail.Unpack(Known)).FirstOrDefault(detail => detail is not null);
}
