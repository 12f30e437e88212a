using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting.Configuration;

/// <summary>The keys of one kind of section of the configuration, and what each one sets.</summary>
/// <typeparam name="T">What they set.</typeparam>
internal sealed class SettingTable<T> : IEnumerable<string>
{
    private const string AnyKey = ":*";

    private readonly Dictionary<string, Action<T, Setting>> rows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a key.</summary>
    /// <param name="key">The key within its section; one that ends in <c>:*</c> stands for all below it.</param>
    /// <param name="set">Sets the value.</param>
    public void Add(string key, Action<T, Setting> set) => rows.Add(key, set);

    /// <summary>Sets all that a section has.</summary>
    /// <exception cref="OptionsValidationException">
    /// A key is unknown, or a value cannot be read; the message names the section, the key and the value.
    /// </exception>
    public void Apply(IConfigurationSection section, T target)
    {
        foreach (var (key, value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (!string.IsNullOrEmpty(key) && value is not null)
            {
                Find(section, key).Invoke(target, new(section.Path, key, value));
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => rows.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Action<T, Setting> Find(IConfigurationSection section, string key)
    {
        if (rows.TryGetValue(key, out var set)
            || (key.LastIndexOf(':') is var end and > 0 && rows.TryGetValue(key[..end] + AnyKey, out set)))
        {
            return set;
        }

        // Without the value: a misspelled key may hold a secret.
        var why = rows.Keys.Any(row => key.StartsWith($"{row}:", StringComparison.OrdinalIgnoreCase))
            ? $"{section.Path}:{key[..key.IndexOf(':')]} has settings below it, but must be one value"
            : rows.Keys.Any(row => row.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase))
            ? $"{section.Path}:{key} has a value of its own, but must have settings below it"
            : $"{section.Path}:{key} is set, but there is no such setting";
        throw new OptionsValidationException(section.Key, typeof(T), [
            $"{why}. {section.Path} may have: {string.Join(", ", rows.Keys.Order(StringComparer.Ordinal))}",
        ]);
    }
}
