using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>
/// One change for <see cref="Workflow.UpsertTypedSearchAttributes(SearchAttributeUpdate[])"/>.
/// </summary>
public abstract class SearchAttributeUpdate
{
    private protected SearchAttributeUpdate()
    {
    }

    /// <summary>Whether the update sets a value; false removes the attribute.</summary>
    public bool HasValue { get; internal init; }

    /// <summary>The attribute.</summary>
    public abstract SearchAttributeKey UntypedKey { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The update removes the attribute.</exception>
    public abstract object UntypedValue { get; }

    /// <summary>An update that sets an attribute.</summary>
    public static SearchAttributeUpdate<T> ValueSet<T>(SearchAttributeKey<T> key, T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(key, value, true);
    }

    /// <summary>An update that removes an attribute.</summary>
    public static SearchAttributeUpdate<T> ValueUnset<T>(SearchAttributeKey<T> key)
        where T : notnull => new(key, default!, false);
}
