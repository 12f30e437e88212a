using System.Globalization;
using System.Reflection;
using Cairn.Protocol;
using Google.Protobuf.Reflection;

namespace Cairn.Tests.Protocol;

/// <summary>What our own generated types say of the wire.</summary>
internal static class DescriptorFacts
{
    /// <summary>Every .proto file of the Temporal API, by the descriptors in the assembly.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(IWorkflowService).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(FileDescriptor))
            .Select(property => (FileDescriptor)property!.GetValue(null)!)
            .Where(file => file.Package.StartsWith("temporal.api.", StringComparison.Ordinal)),
    ];

    /// <summary>Every fact of every file.</summary>
    public static IEnumerable<WireFact> All() => Files.SelectMany(file =>
        file.MessageTypes.SelectMany(OfMessage)
            .Concat(file.EnumTypes.SelectMany(OfEnum))
            .Concat(file.Services.SelectMany(OfService)));

    private static IEnumerable<WireFact> OfMessage(MessageDescriptor message)
    {
        if (message.GetOptions()?.MapEntry == true)
        {
            return [];
        }
        var own = new WireFact("message", message.FullName, "", "", "", "");
        var fields = message.Fields.InDeclarationOrder();
        return fields.Select(OfField)
            .Concat(fields.Where(field => field.ContainingOneof is not null).Select(OfOneofMember))
            .Concat(message.NestedTypes.SelectMany(OfMessage))
            .Concat(message.EnumTypes.SelectMany(OfEnum))
            .Prepend(own);
    }

    private static WireFact OfField(FieldDescriptor field)
    {
        var value = field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;
        var label = field.IsMap ? $"map<{TypeOf(field.MessageType.FindFieldByNumber(1))}>"
            : field.IsRepeated ? "repeated" : "single";
        return new("field", field.ContainingType.FullName, field.Name, Text(field.FieldNumber), TypeOf(value), label);
    }

    private static WireFact OfOneofMember(FieldDescriptor field) =>
        new("oneof", field.ContainingType.FullName, field.ContainingOneof.Name, "", field.Name, "");

    private static IEnumerable<WireFact> OfEnum(EnumDescriptor type) =>
        type.Values.Select(value => new WireFact("enum", type.FullName, value.Name, Text(value.Number), "", ""));

    private static IEnumerable<WireFact> OfService(ServiceDescriptor service) => service.Methods.Select(method =>
        new WireFact(
            "rpc", service.FullName, method.Name, "", NameOf(method.InputType), NameOf(method.OutputType)));

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => NameOf(field.MessageType),
        FieldType.Enum => NameOf(field.EnumType),
        var scalar => scalar.ToString().ToLowerInvariant(),
    };

    private static string NameOf(IDescriptor type) => $".{type.FullName}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
