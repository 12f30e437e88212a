using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>Something by which executions are found.</summary>
/// <param name="Name">Its name, which tells upper from lower case.</param>
/// <param name="Type">What it holds.</param>
public sealed record SearchAttribute(string Name, IndexedValueType Type)
{
    /// <summary>Whether the engine sets it; the others are set by workflows and their starters.</summary>
    public bool IsSystem => SystemSearchAttributes.System.ContainsKey(Name);

    /// <summary>Whether an execution may have several values of it, none of which comes first.</summary>
    public bool HoldsMany => Type is IndexedValueType.KeywordList or IndexedValueType.Text;
}
