using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>An attribute by which executions are found.</summary>
/// <param name="Name">The name; case matters.</param>
/// <param name="Type">The type of its values.</param>
public sealed record SearchAttribute(string Name, IndexedValueType Type)
{
    /// <summary>Whether the engine sets it; workflows and their starters set the others.</summary>
    public bool IsSystem => SystemSearchAttributes.System.ContainsKey(Name);

    /// <summary>Whether an execution may have several values of it, in no particular order.</summary>
    public bool HoldsMany => Type is IndexedValueType.KeywordList or IndexedValueType.Text;
}
