using System.Text.Json.Serialization;
using Cairn.Engine.Rules;

namespace Cairn.Cli.Options;

/// <summary>Reads option values in JSON; unknown properties are errors.</summary>
[JsonSourceGenerationOptions(
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CallbackAddresses.Rule[]))]
internal sealed partial class OptionJson : JsonSerializerContext;
