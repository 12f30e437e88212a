using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime;

/// <summary>A namespace as it is stored.</summary>
/// <param name="Description">Its information and its settings as stored. It must not be modified.</param>
/// <param name="Version">The version of its document.</param>
internal sealed record KnownNamespace(DescribeNamespaceResponse Description, long Version)
{
    /// <summary>Whether it is deleted; its name stays taken.</summary>
    public bool IsDeleted => Description.NamespaceInfo.State == NamespaceState.Deleted;
}
