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

    /// <summary>Whether there is a value; if not, the attribute loses the one it has.</summary>
    public bool HasValue { get; internal init; }

    /// <summary>The attribute.</summary>
    public abstract SearchAttributeKey UntypedKey { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public abstract object UntypedValue { get; }

    /// <summary>The attribute gets a value.</summary>
    public static SearchAttributeUpdate<T> ValueSet<T>(SearchAttributeKey<T> key, T value) => new(key, value, true);

    /// <summary>The attribute loses its value.</summary>
    public static SearchAttributeUpdate<T> ValueUnset<T>(SearchAttributeKey<T> key) => new(key, default!, false);
}
