using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cairn.Generated;
using Google.Protobuf.Reflection;

namespace Cairn.Converters;

/// <summary>Finds the descriptor of a generated message type.</summary>
internal static class ProtobufTypes
{
    private static readonly ConcurrentDictionary<Type, MessageDescriptor?> Descriptors = new();

    public static MessageDescriptor DescriptorOf(Type type) => Descriptors.GetOrAdd(type, Find)
        ?? throw new ArgumentException($"Payload is a protobuf message, which {type} is not", nameof(type));

    private static MessageDescriptor? Find(Type type) => MemberReflection.IsSupported
        ? Read(type)
        : throw new NotSupportedException(
            $"Protobuf messages such as {type} cannot be read in a program that is trimmed or compiled ahead of time: "
            + "give the client a payload converter that knows them");

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    private static MessageDescriptor? Read(Type type) => type
        .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as MessageDescriptor;
}
