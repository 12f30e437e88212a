using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>One change for <see cref="Workflow.UpsertMemo(MemoUpdate[])"/>.</summary>
public class MemoUpdate
{
    private readonly object? value;

    private MemoUpdate(string key, object? value, bool hasValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        RecordedText.RequireWhole(key, "The name of a memo entry");
        (UntypedKey, this.value, HasValue) = (key, value, hasValue);
    }

    /// <summary>Whether the update sets a value; false removes the entry.</summary>
    public bool HasValue { get; private init; }

    /// <summary>The name of the entry.</summary>
    public string UntypedKey { get; private init; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The update removes the entry.</exception>
    public object UntypedValue =>
        HasValue ? value! : throw new InvalidOperationException("The memo is to lose the entry");

    /// <summary>An update that sets an entry.</summary>
    public static MemoUpdate ValueSet(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(key, value, hasValue: true);
    }

    /// <summary>An update that removes an entry.</summary>
    public static MemoUpdate ValueUnset(string key) => new(key, null, hasValue: false);
}
