using Tomlyn.Model;
using Tomlyn.Serialization;

namespace Cairn.Common.EnvConfig;

/// <summary>Reads TOML without reflection.</summary>
[TomlSerializable(typeof(TomlTable))]
internal sealed partial class ConfigToml : TomlSerializerContext;
