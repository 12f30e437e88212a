using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Cairn.Workflows;

/// <summary>Handlers that workflow code can add and remove.</summary>
/// <param name="initial">The handlers of the class.</param>
/// <param name="added">Called for each handler that is added.</param>
internal sealed class HandlerDictionary<THandler>(
    IReadOnlyDictionary<string, THandler> initial, Action<THandler>? added = null) : IDictionary<string, THandler>
{
    private readonly Dictionary<string, THandler> handlers = new(initial);

    public ICollection<string> Keys => handlers.Keys;

    public ICollection<THandler> Values => handlers.Values;

    public int Count => handlers.Count;

    public bool IsReadOnly => false;

    public THandler this[string key]
    {
        get => handlers[key];
        set
        {
            handlers[key] = value;
            added?.Invoke(value);
        }
    }

    public void Add(string key, THandler value)
    {
        handlers.Add(key, value);
        added?.Invoke(value);
    }

    public void Add(KeyValuePair<string, THandler> item) => Add(item.Key, item.Value);

    public void Clear() => handlers.Clear();

    public bool Contains(KeyValuePair<string, THandler> item) => handlers.Contains(item);

    public bool ContainsKey(string key) => handlers.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, THandler>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, THandler>>)handlers).CopyTo(array, arrayIndex);

    public bool Remove(string key) => handlers.Remove(key);

    public bool Remove(KeyValuePair<string, THandler> item) =>
        ((ICollection<KeyValuePair<string, THandler>>)handlers).Remove(item);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out THandler value) =>
        handlers.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, THandler>> GetEnumerator() => handlers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
