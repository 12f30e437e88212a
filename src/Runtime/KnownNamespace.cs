using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime;

/// <summary>A namespace as it is stored.</summary>
/// <param name="Description">What is stored of it: its information and its settings. Nobody changes it.</param>
/// <param name="Version">The version of its document.</param>
internal sealed record KnownNamespace(DescribeNamespaceResponse Description, long Version)
{
    /// <summary>Whether it is gone, and only its name still taken.</summary>
    public bool IsDeleted => Description.NamespaceInfo.State == NamespaceState.Deleted;
}
