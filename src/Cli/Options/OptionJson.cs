using System.Text.Json.Serialization;
using Cairn.Engine.Rules;

namespace Cairn.Cli.Options;

/// <summary>Reads values of options that are JSON; what they do not know is an error.</summary>
[JsonSourceGenerationOptions(
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CallbackAddresses.Rule[]))]
internal sealed partial class OptionJson : JsonSerializerContext;
