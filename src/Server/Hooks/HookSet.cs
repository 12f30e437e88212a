using System.Collections.Frozen;
using System.Text.Json;

namespace Cairn.Server.Hooks;

/// <summary>The webhooks that a file describes.</summary>
internal static class HookSet
{
    /// <summary>Reads the file; null has no webhooks.</summary>
    /// <exception cref="IOException">The file or one of its secrets cannot be read, or is malformed.</exception>
    public static FrozenDictionary<string, Hook> Read(string? path)
    {
        if (path is null)
        {
            return FrozenDictionary<string, Hook>.Empty;
        }

        var hooks = new Dictionary<string, Hook>(StringComparer.Ordinal);
        foreach (var (name, entry) in Parse(path).Hooks)
        {
            try
            {
                hooks.Add(name, Hook.Of(name, entry));
            }
            catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{path}: the hook {name} cannot be used: {wrong.Message}", wrong);
            }
        }

        return hooks.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static HookFile Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), HookFileJson.Default.HookFile)
                ?? throw new IOException($"{path} is null, but must be an object with the member \"hooks\".");
        }
        catch (JsonException malformed)
        {
            throw new IOException($"{path} cannot be used, at {malformed.Path ?? "$"}: {malformed.Message}", malformed);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
    }
}
