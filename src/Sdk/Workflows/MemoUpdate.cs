namespace Cairn.Workflows;

/// <summary>One change for <see cref="Workflow.UpsertMemo(MemoUpdate[])"/>.</summary>
public class MemoUpdate
{
    private readonly object? value;

    private MemoUpdate(string key, object? value, bool hasValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        (UntypedKey, this.value, HasValue) = (key, value, hasValue);
    }

    /// <summary>Whether there is a value; if not, the memo loses the entry.</summary>
    public bool HasValue { get; private init; }

    /// <summary>The name of the entry.</summary>
    public string UntypedKey { get; private init; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public object UntypedValue =>
        HasValue ? value! : throw new InvalidOperationException("The memo is to lose the entry");

    /// <summary>The entry gets a value.</summary>
    public static MemoUpdate ValueSet(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(key, value, hasValue: true);
    }

    /// <summary>The memo loses the entry.</summary>
    public static MemoUpdate ValueUnset(string key) => new(key, null, hasValue: false);
}
